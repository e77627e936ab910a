# Time to read and merge a definition of many Features.

features=30

# A source whose Features each have options, follow each other and say something of every kind.
make_features() {
    local folder=$work/features/.devcontainer after='' i
    mkdir -p "$folder"
    for ((i = 1; i <= features; i++)); do
        mkdir -p "$folder/f$i"
        cat > "$folder/f$i/devcontainer-feature.json" << END
{ "id": "f$i", "version": "1.0.$i", "name": "Feature $i",
  "options": { "version": { "type": "string", "default": "latest" }, "extra": { "type": "boolean", "default": false } },
  "installsAfter": [ $after ],
  "containerEnv": { "F$i": "\${PATH}" }, "mounts": [ { "type": "volume", "source": "f$i-\${devcontainerId}", "target": "/f$i" } ],
  "capAdd": [ "SYS_PTRACE" ], "securityOpt": [ "seccomp=unconfined" ], "entrypoint": "/usr/local/bin/f$i",
  "customizations": { "vscode": { "extensions": [ "a.f$i" ], "settings": { "f$i.on": true } } },
  "onCreateCommand": "true", "postStartCommand": { "one": "true", "two": [ "true" ] } }
END
        printf '#!/bin/sh\nprintf "#!/bin/sh\\n" > /usr/local/bin/f%s && chmod +x /usr/local/bin/f%s\n' "$i" "$i" > "$folder/f$i/install.sh"
        after="\"./f$i\""
    done
    {
        printf '{ "remoteEnv": { "A": "${containerEnv:PATH}" }, "forwardPorts": [ 3000 ], "postCreateCommand": "true",\n  "features": {'
        for ((i = 1; i <= features; i++)); do
            printf '%s\n    "./f%s": { "version": "%s" }' "$([ "$i" -eq 1 ] || echo ,)" "$i" "$i"
        done
        printf '\n  } }\n'
    } > "$folder/devcontainer.json"
}

figures_definition() {
    note "definition: $features Features"
    make_features
    local jars
    jars=$(printf '%s:' "$top"/dist/lib/cli/*.jar)
    bound "Definition of $features Features, read and merged, warm" ms \
        "$("$("$taowa" --java-home)/bin/java" -cp "$jars" "$here/DefinitionTime.java" "$work/features" "$work/cache")" '' 20
}
