# shellcheck shell=bash
# Podman and Buildah, unpacked from Debian's packages: PODMAN is the folder to put on a PATH. Nothing is installed, so
# that `make demo` and `make jenkins` do not take an engine of ours for one of the machine's. Needs lib.sh and debs.sh.

PODMAN=$CACHE/podman/bin

provide_podman() { locked podman unpack_podman; }

unpack_podman() {
    local home=${PODMAN%/bin} partial=$CACHE/podman.partial program
    if [ -d "$home" ]; then
        skipped "the programs of Podman and Buildah: $home is there"
        return
    fi
    working "getting Podman and Buildah from Debian's packages"
    rm -rf "$partial"
    unpack_packages bookworm "$partial/root" podman buildah conmon runc golang-github-containers-common \
        golang-github-containers-image libassuan0 libdevmapper1.02.1 libglib2.0-0 libgpgme11 libsubid4 patchelf
    mkdir -p "$partial/bin" "$partial/lib" "$partial/home/.config"
    find "$partial/root" -name '*.so.*' -exec mv {} "$partial/lib/" ';'
    # Where they look for what is not below /etc/containers.
    cp -r "$partial/root/etc/containers" "$partial/home/.config/containers"
    for program in podman buildah conmon; do
        # Not by LD_LIBRARY_PATH: they start themselves once more, with an empty environment.
        logged podman "$partial/root/usr/bin/patchelf" --force-rpath --set-rpath "$home/lib" \
            "$partial/root/usr/bin/$program" || die "the libraries of $program cannot be named: see $STATE/logs/podman.log"
        # shellcheck disable=SC2016 # $PATH is the wrapper's
        printf '#!/bin/sh\nHOME=%s PATH=%s:%s:$PATH exec %s "$@"\n' "$home/home" \
            "$home/bin" "$home/root/usr/sbin" "$home/root/usr/bin/$program" >"$partial/bin/$program"
        chmod 755 "$partial/bin/$program"
    done
    mv "$partial" "$home"
    said "Podman and Buildah in $home ($(du -sm "$home" | cut -f1) MB)"
}
