# shellcheck shell=bash
# A private Docker engine per checkout and version, started for a command and stopped when its last user leaves.
#
#   20  Debian 12's docker.io (20.10)          26  Debian 13's docker.io (26.1) with buildx
#
# Both run on Debian 12's containerd and runc, unpacked into CACHE and never installed. Nothing is shared with any other
# engine of the machine: data, sockets, client configuration and bridge are its own, iptables are not touched.
# Needs lib.sh, debs.sh and bridge.sh.

declare -A ENGINE_USER=() # version → file descriptor that holds our share of the engine

# Enters the engine: starts it, or joins whoever has started it for this checkout.
engine_enter() { # 20|26
    local home=$STATE/docker-$1 user
    need_root "a private Docker engine"
    mkdir -p "$home"
    locked "docker-$1" provide_docker "$1"
    exec {user}>"$home/users"
    ENGINE_USER[$1]=$user
    engine_locked "$1" engine_start "$1" "$user"
}

# Leaves the engine: the last one out stops it and takes its leftovers away.
engine_leave() { # 20|26
    local user=${ENGINE_USER[$1]}
    engine_locked "$1" engine_stop_if_last "$1" "$user"
    exec {user}>&-
    unset "ENGINE_USER[$1]"
}

engine_locked() { # 20|26 command…
    local mutex status=0
    exec {mutex}>"$STATE/docker-$1/mutex"
    shift
    flock "$mutex"
    "$@" || status=$?
    exec {mutex}>&-
    return "$status"
}

# A client that talks to this engine and to no other, with a configuration of its own. Tests run it thousands of times, for
# a tenth of a second each: without collecting garbage and on one thread it takes a fifth less of the processor.
engine_client() { printf '%s/docker-%s/bin/docker\n' "$STATE" "$1"; }

engine_run_folder() { cat "$STATE/docker-$1/run" 2>/dev/null || true; }

engine_answers() { timeout 10 "$(engine_client "$1")" version >/dev/null 2>&1; }

engine_start() { # 20|26 users' file descriptor
    flock --shared "$2"
    if [ -n "$(engine_run_folder "$1")" ] && engine_answers "$1"; then
        skipped "starting Docker $1: this checkout's is running"
        return
    fi
    engine_clean_up "$1"
    engine_write_client "$1" "$(mktemp -d /tmp/msb-XXXXXX)"
    bridge_up "$(engine_bridge "$1")"
    engine_launch "$1"
    engine_forget "$1"
    said "Docker $("$(engine_client "$1")" version --format '{{.Server.Version}}'), private," \
        "storage driver $("$(engine_client "$1")" info --format '{{.Driver}}'), data in $STATE/docker-$1"
}

# Sockets go into a short folder under /tmp, since their paths may not exceed 107 bytes.
engine_write_client() { # 20|26 run folder
    local home=$STATE/docker-$1
    mkdir -p "$home/bin" "$home/config/cli-plugins"
    chmod 755 "$2"
    printf '%s\n' "$2" >"$home/run"
    printf '{}\n' >"$home/daemon.json"
    # Buildah reads DOCKER_CONFIG too, and takes a folder without the file for a mistake.
    [ -e "$home/config/config.json" ] || printf '{}\n' >"$home/config/config.json"
    printf 'unix://%s/docker.sock\n' "$2" >"$home/host"
    ln -sfn "$CACHE/docker-$1/plugins/docker-buildx" "$home/config/cli-plugins/docker-buildx"
    [ -e "$home/config/cli-plugins/docker-buildx" ] || rm "$home/config/cli-plugins/docker-buildx"
    {
        printf '#!/bin/sh\nexport DOCKER_HOST=unix://%s/docker.sock DOCKER_CONFIG=%q\n' "$2" "$home/config"
        printf 'export GOGC=off GOMAXPROCS=1\n'
        printf 'unset DOCKER_CONTEXT DOCKER_TLS_VERIFY DOCKER_CERT_PATH\nexec %q "$@"\n' "$CACHE/docker-$1/bin/docker"
    } >"$home/bin/docker"
    chmod 755 "$home/bin/docker"
}

engine_launch() { # 20|26
    local home=$STATE/docker-$1 docker=$CACHE/docker-$1 run arguments
    run=$(engine_run_folder "$1")
    arguments=(--config-file "$home/daemon.json" --host "unix://$run/docker.sock" --pidfile "$run/pid"
        --data-root "$home/data" --exec-root "$run/exec" --group 0 --shutdown-timeout 5
        --bridge "$(bridge_argument "$(engine_bridge "$1")")"
        --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false
        --userland-proxy-path "$docker/bin/docker-proxy" --init-path "$docker/bin/docker-init")
    # Up for minutes, with memory to spare: a tenth less processor time in collecting garbage.
    detached "$STATE/logs/docker-$1.log" env PATH="$docker/bin:$PATH" LD_LIBRARY_PATH="$docker/lib" GOGC=400 \
        dockerd "${arguments[@]}"
    local launched=$! attempt
    for attempt in {1..240}; do
        engine_answers "$1" && return
        kill -0 "$launched" 2>/dev/null || break
        sleep 0.25
    done
    tail -n 15 "$STATE/logs/docker-$1.log" >&2
    engine_clean_up "$1"
    die "Docker $1 does not start (attempt $attempt): see $STATE/logs/docker-$1.log"
}

# Removes what a command that was killed has left here: the next one, which looks for leftovers, would take it for its own.
engine_forget() { # 20|26
    local client
    client=$(engine_client "$1")
    "$client" ps -aq | xargs -r "$client" rm --force >/dev/null
    "$client" images --format '{{.Repository}}:{{.Tag}}' 'multi-stage-build/tmp-*' |
        xargs -r "$client" rmi --force >/dev/null
    "$client" images -q --filter label=io.jenkins.plugins.multistagebuild.build | sort -u |
        xargs -r "$client" rmi --force >/dev/null
}

# Starts a command in a session of its own, where no Ctrl-C reaches it, without our locks.
detached() { # log command…
    local log=$1
    shift
    (
        for fd in /proc/self/fd/*; do
            fd=${fd##*/}
            ((fd <= 2)) || eval "exec $fd>&-"
        done
        exec setsid "$@"
    ) >"$log" 2>&1 </dev/null &
}

engine_stop_if_last() { # 20|26 users' file descriptor
    if flock --exclusive --nonblock "$2"; then
        engine_clean_up "$1"
        stopped "Docker $1; its data stay in $STATE/docker-$1 for the next time"
    else
        skipped "stopping Docker $1: another run of this checkout uses it"
    fi
}

# Ends the engine's processes by their ids and undoes its mounts and its bridge; does no harm when there are none.
engine_clean_up() { # 20|26
    local run mount
    run=$(engine_run_folder "$1")
    [ -n "$run" ] || return 0
    end_process "$run/pid" dockerd
    end_process "$run/exec/containerd/containerd.pid" containerd
    while read -r mount; do
        umount --lazy "$mount" || true
    done < <(awk -v run="$run/" -v data="$STATE/docker-$1/data" \
        'index($5, run) == 1 || index($5, data) == 1 { print $5 }' /proc/self/mountinfo | sort -r)
    bridge_down "$(engine_bridge "$1")"
    rm -rf "$run" "$STATE/docker-$1/run"
}

end_process() { # file with the id, name of the command
    local pid attempt
    pid=$(cat "$1" 2>/dev/null) || return 0
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] || return 0
    kill -TERM "$pid" 2>/dev/null || return 0
    for attempt in {1..120}; do
        [ -e "/proc/$pid" ] || return 0
        sleep 0.25
    done
    printf 'error    %s %s does not end after %s checks: killed\n' "$2" "$pid" "$attempt" >&2
    kill -KILL "$pid" 2>/dev/null || true
    sleep 1
}
