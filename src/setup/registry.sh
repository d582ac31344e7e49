# shellcheck shell=bash
# The program of a container registry, which tests start on a port of this machine: Debian's docker-registry, unpacked.
# Needs lib.sh and debs.sh.

REGISTRY=$CACHE/registry/usr/bin/docker-registry

provide_registry() { locked registry unpack_registry; }

unpack_registry() {
    if [ -x "$REGISTRY" ]; then
        skipped "the registry's program: $REGISTRY is there"
        return
    fi
    rm -rf "$CACHE/registry.partial"
    unpack_packages bookworm "$CACHE/registry.partial" docker-registry
    mv "$CACHE/registry.partial" "$CACHE/registry"
    said "the program of a container registry (Debian package docker-registry, unpacked)"
}
