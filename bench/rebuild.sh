# What is built again when a definition changes.

# layers_write COMMAND WORD: a definition of three Features, whose last one leaves WORD.
layers_write() {
    local folder=$work/layers/.devcontainer i
    for i in 1 2 3; do
        mkdir -p "$folder/f$i"
        echo "{ \"id\": \"f$i\", \"version\": \"1.0.0\", \"name\": \"f$i\" }" > "$folder/f$i/devcontainer-feature.json"
        echo "echo $i > /f$i" > "$folder/f$i/install.sh"
    done
    echo "echo $2 >> /f3" >> "$folder/f3/install.sh"
    echo "{ \"postStartCommand\": \"$1\", \"features\": { \"./f1\": {}, \"./f2\": {}, \"./f3\": {} } }" > "$folder/devcontainer.json"
}

images() {
    podman images --all --quiet --no-trunc | sort -u | wc -l
}

# layers_built NAME LIMIT COMMAND WORD: brings the changed definition up, and prints the row.
layers_built() {
    local before built took
    before=$(images)
    layers_write "$3" "$4"
    took=$(millis "$taowa" up "$work/layers" --ide none)
    built=$(($(images) - before))
    row "$1" "$built, in $took ms" '' "<= $2" "$(verdict "$built" '<=' "$2")"
}

figures_rebuild() {
    note 'rebuild: definitions that change'
    layers_write true one
    "$taowa" up "$work/layers" --ide none > /dev/null 2> "$work/stderr"
    layers_built 'Layers built after a lifecycle command changed' 0 'echo changed' one
    layers_built 'Layers built after the last of three Features changed' 1 'echo changed' two
    "$taowa" rm --yes layers > /dev/null 2>&1
}
