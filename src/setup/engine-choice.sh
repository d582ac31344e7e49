# shellcheck shell=bash
# Which container engine and which base images the demos use: what is here, or else ours. Needs lib.sh, debs.sh and
# base-images.sh.
#
#   MSB_ENGINE=docker|podman|private overrides the choice of the engine.

BUILDER_IMAGE=golang:1.24-bookworm
RUNTIME_IMAGE=gcr.io/distroless/static-debian12

# Sets ENGINE. Where none answers, the script starts once more, with a private engine around it.
choose_engine() {
    ENGINE=docker
    [ -z "${MSB_PRIVATE:-}" ] || return 0
    case ${MSB_ENGINE:-auto} in
    auto)
        for ENGINE in docker podman; do
            if can_run; then
                skipped "starting a container engine: $ENGINE answers here"
                return
            fi
        done
        start_private
        ;;
    docker | podman) ENGINE=$MSB_ENGINE ;;
    private) start_private ;;
    *) die "MSB_ENGINE=$MSB_ENGINE: docker, podman or private" ;;
    esac
}

start_private() { exec env MSB_PRIVATE=yes "$ROOT/src/setup/with-engine" --docker 20 -- "$0"; }

# An engine that answers may still be unable to run anything (no rights, cgroups it does not know): a tiny container tells.
can_run() {
    local image=multi-stage-build/busybox:$SUITE had=yes status=0
    command -v "$ENGINE" >/dev/null && timeout 20 "$ENGINE" info >/dev/null 2>&1 || return 1
    has_image "$image" || had=no
    provide_images busybox
    if ! logged run timeout 60 "$ENGINE" run --rm "$image" true; then
        skipped "using $ENGINE: it answers, but runs no container here"
        status=1
    fi
    [ "$had" = yes ] || "$ENGINE" image rm --force "$image" >/dev/null
    return "$status"
}

# Sets BUILDER_IMAGE and RUNTIME_IMAGE: those that everybody uses where a registry answers, else ours.
choose_base_images() {
    if has_image "$BUILDER_IMAGE" && has_image "$RUNTIME_IMAGE"; then
        skipped "base images: the engine has $BUILDER_IMAGE and $RUNTIME_IMAGE"
        return
    fi
    if has_image "multi-stage-build/debian-go:$SUITE"; then
        skipped "pulling base images: no registry answered last time"
    elif timeout 30 "$ENGINE" pull "$RUNTIME_IMAGE" >>"$STATE/logs/pull.log" 2>&1 &&
        timeout 900 "$ENGINE" pull "$BUILDER_IMAGE" >>"$STATE/logs/pull.log" 2>&1; then
        said "base images $BUILDER_IMAGE and $RUNTIME_IMAGE, pulled"
        return
    else
        skipped "pulling base images: no container registry answers (see $STATE/logs/pull.log)"
    fi
    provide_images debian-go runtime
    BUILDER_IMAGE=multi-stage-build/debian-go:$SUITE
    RUNTIME_IMAGE=multi-stage-build/runtime:$SUITE
}

has_image() { "$ENGINE" image inspect "$1" >/dev/null 2>&1; }
