# shellcheck shell=bash
# Measuring: seconds, medians, peaks, and one line per bar. Needs lib.sh.

RUNS=${BENCH_RUNS:-5}
MISSED=0

wanted() { # name of a bar
    case $1 in
    *"${BENCH_ONLY:-}"*) ;;
    *) return 1 ;;
    esac
}

# Prints how many seconds a command takes; its output goes to a log.
seconds() { # command…
    local start=$EPOCHREALTIME
    "$@" >"$STATE/logs/bench.log" 2>&1 </dev/null || {
        tail -n 15 "$STATE/logs/bench.log" >&2
        die "failed: $*"
    }
    awk -v from="$start" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", to - from }'
}

median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

median_of() { # command…
    local run
    for ((run = 0; run < RUNS; run++)); do
        seconds "$@"
    done | median
}

# Runs two commands with the same arguments in turns, A B A B, so that a slow minute hits both; the first turn, which
# warms the machine's own caches, does not count. Leaves MEDIAN_A and MEDIAN_B.
alternate() { # A B argument…
    local a=$1 b=$2 run time times_a=() times_b=()
    shift 2
    for ((run = 0; run <= RUNS; run++)); do
        working "run $run of $RUNS: $*"
        time=$(seconds "$a" "$@")
        times_a+=("$time")
        time=$(seconds "$b" "$@")
        times_b+=("$time")
    done
    # shellcheck disable=SC2034 # the caller's
    MEDIAN_A=$(printf '%s\n' "${times_a[@]:1}" | median)
    # shellcheck disable=SC2034 # the caller's
    MEDIAN_B=$(printf '%s\n' "${times_b[@]:1}" | median)
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f\n", a / b }'; }

difference() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f\n", a - b }'; }

# The most memory that a process has held resident, in MB, read from the kernel until the process has gone.
peak_memory() { # program argument…
    local pid kilobytes=0 seen
    "$@" >"$STATE/logs/bench.log" 2>&1 </dev/null &
    pid=$!
    while seen=$(awk '/^VmHWM/ { print $2 }' "/proc/$pid/status" 2>/dev/null) && [ -n "$seen" ]; do
        kilobytes=$seen
        sleep 0.01
    done
    wait "$pid" || die "failed: $*"
    printf '%s\n' $((kilobytes * 1024 / 1000000))
}

verdict() { # measured bar text-with-{} details
    local word=PASS
    if ! awk -v measured="$1" -v bar="$2" 'BEGIN { exit !(measured <= bar) }'; then
        word=MISS
        MISSED=$((MISSED + 1))
    fi
    printf '%s  %s  %s\n' "$word" "${3//\{\}/$1}" "$4"
}
