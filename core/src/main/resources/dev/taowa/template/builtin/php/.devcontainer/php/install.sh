#!/bin/sh
# Installs PHP with Composer, Xdebug, and Apache as the one who works here:
# from Debian if it has that version, else from packages.sury.org. Options: VERSION, DOCUMENTROOT.
set -eu

. "$(dirname "$0")/apt.sh"

version=${VERSION:-8.4}
root=${DOCUMENTROOT:-public}
user=${_REMOTE_USER:-root}
case $version in
    8.2 | 8.3 | 8.4 | 8.5) ;;
    *) fail "there is no PHP $version here" 'choose version 8.2, 8.3, 8.4 or 8.5' ;;
esac
case $root in
    /* | *..* | *[!A-Za-z0-9._/-]*) fail "documentRoot \"$root\" is no folder of the workspace" 'write it as in "public"' ;;
esac

apt-get update -q
if ! available "php$version"; then
    add_source sury https://packages.sury.org/php/apt.gpg 15058500A0235D97F5D10063B188E2B695BD4743 \
        https://packages.sury.org/php/ "$(release VERSION_CODENAME)"
fi
xdebug=php-xdebug
if available "php$version-xdebug"; then xdebug=php$version-xdebug; fi
install apache2 "libapache2-mod-php$version" "php$version-cli" "php$version-curl" "php$version-intl" \
    "php$version-mbstring" "php$version-mysql" "php$version-pgsql" "php$version-sqlite3" "php$version-xml" \
    "php$version-zip" "$xdebug" composer unzip

printf 'Listen 8080\n' > /etc/apache2/ports.conf
printf 'export APACHE_RUN_USER=%s\nexport APACHE_RUN_GROUP=%s\n' "$user" "$(id -gn "$user")" >> /etc/apache2/envvars
cat > /etc/apache2/sites-available/000-default.conf <<SITE
<VirtualHost *:8080>
    DocumentRoot /srv/workspace/$root
    <Directory /srv/workspace/$root>
        AllowOverride All
        Require all granted
    </Directory>
    ErrorLog \${APACHE_LOG_DIR}/error.log
    CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
SITE
printf 'ServerName localhost\n' > /etc/apache2/conf-available/server-name.conf
a2enconf -q server-name
a2enmod -q rewrite

forget_packages
