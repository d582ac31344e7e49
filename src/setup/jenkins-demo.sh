#!/usr/bin/env bash
# Starts a Jenkins with the plugin, one agent and the demo jobs, movies and diamond, each Scripted and Declarative. Uses the
# container engine that answers here; where none does, starts a private one. Ctrl-C stops all of it and leaves nothing.
#
#   MSB_ENGINE=docker|podman|private overrides the choice of the engine.
#   MSB_PORT                         is the port to listen on (default: the first free one from 8080 on).
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in lib debs base-images engine-choice java jenkins http; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done
cd "$ROOT"

HOME_FOLDER=$STATE/jenkins
LOG=$STATE/logs/jenkins.log
PREFIX=/jenkins # what hpi:run puts in front of every path
JENKINS= # the process, which leads a group of its own
READY=

free_port() {
    local port=8080
    while (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((port + 1))
    done
    printf '%s\n' "$port"
}

# Letters and digits only, so that it can be read off and typed.
new_password() { head -c 512 /dev/urandom | tr -dc 'a-km-z2-9' | head -c 12; }

start_jenkins() {
    rm -rf "$HOME_FOLDER"
    mkdir -p "$HOME_FOLDER/init.groovy.d"
    cp "$here/jenkins/init.groovy" "$HOME_FOLDER/init.groovy.d/"
    export DEMO_PASSWORD=$PASSWORD DEMO_URL=$URL DEMO_JOBS=$here/jenkins DEMO_EXAMPLES=$ROOT/examples DEMO_ENGINE=$ENGINE \
        DEMO_BUILDER_IMAGE=$BUILDER_IMAGE DEMO_RUNTIME_IMAGE=$RUNTIME_IMAGE \
        DEMO_BASE_IMAGE=multi-stage-build/busybox:$SUITE DEMO_NETWORK=${MSB_NETWORK:-}
    # In a session of its own: a Ctrl-C reaches this script, which ends Jenkins in order.
    setsid "${JENKINS_MAVEN[@]}" hpi:run -DjenkinsHome="$HOME_FOLDER" -Dhost=127.0.0.1 -Dport="$PORT" \
        -Djenkins.install.runSetupWizard=false >"$LOG" 2>&1 </dev/null &
    JENKINS=$!
    until answers; do
        kill -0 "$JENKINS" 2>/dev/null || {
            tail -n 15 "$LOG" >&2
            die "Jenkins does not start: see $LOG"
        }
        sleep 1
    done
    READY=yes
}

answers() { (http "$PORT" GET "$PREFIX/login" '' && [ "$HTTP_STATUS" = 200 ]) 2>/dev/null; }

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    trap '' INT TERM HUP
    if [ -n "$JENKINS" ]; then
        working "stopping Jenkins, and builds that run"
        # Before it is up, it does not look for the file yet.
        touch "$HOME_FOLDER/stop"
        [ -z "$READY" ] || ends_within 90 || true
        if kill -TERM -- "-$JENKINS" 2>/dev/null; then
            ends_within 30 || true
        fi
        end_processes
    fi
    remove_images
    rm -rf "$HOME_FOLDER"
    [ -z "$JENKINS" ] || stopped "Jenkins; its log is $LOG"
}

# shellcheck disable=SC2317 # called by the trap
ends_within() { # seconds
    local attempt
    for ((attempt = 0; attempt < $1 * 4; attempt++)); do
        kill -0 -- "-$JENKINS" 2>/dev/null || return 0
        sleep 0.25
    done
    return 1
}

# Everything that Jenkins started carries its home in the environment: agents, and what builds run on them.
# shellcheck disable=SC2317 # called by the trap
end_processes() {
    local left
    mapfile -t left < <(grep -lzxF "JENKINS_HOME=$HOME_FOLDER" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3)
    [ ${#left[@]} = 0 ] || kill -KILL "${left[@]}" 2>/dev/null || true
}

# shellcheck disable=SC2317 # called by the trap
remove_images() {
    local job images
    for job in "$here"/jenkins/*-{scripted,declarative}.groovy; do
        job=$(basename "$job" .groovy)
        mapfile -t images < <("$ENGINE" image ls --format '{{.Repository}}:{{.Tag}}' "multi-stage-build/$job" 2>/dev/null)
        [ ${#images[@]} = 0 ] || "$ENGINE" image rm --force "${images[@]}" >/dev/null 2>&1 || true
    done
}

if [ -n "${MSB_PRIVATE:-}" ]; then
    mapfile -t JENKINS_MAVEN <<<"$DEMO_MAVEN"
else
    provide_java
    find_jenkins || die "Jenkins' artifacts cannot be had here ($(jenkins_reason)): run this where Jenkins' repository" \
        "answers, or name a mirror of it in Maven's settings. make demo needs no Jenkins"
    DEMO_MAVEN=$(printf '%s\n' "${JENKINS_MAVEN[@]}")
    export DEMO_MAVEN
fi
choose_engine
choose_base_images
provide_images busybox

exec {running}>"$STATE/jenkins.lock"
flock --exclusive --nonblock "$running" || die "make jenkins runs already in this checkout: see $LOG"
PORT=${MSB_PORT:-$(free_port)}
URL=http://127.0.0.1:$PORT$PREFIX/
PASSWORD=$(new_password)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
working "starting Jenkins with the plugin"
start_jenkins
printf '\nJenkins: %s\nlog in as demo with the password %s to start the jobs; Ctrl-C stops it\n' "$URL" "$PASSWORD"
wait "$JENKINS" || die "Jenkins ended: see $LOG"
