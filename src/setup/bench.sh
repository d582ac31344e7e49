#!/usr/bin/env bash
# Measures the bars of time and memory on this machine, one line each: PASS or MISS, what was measured, the bar.
#
#   BENCH_RUNS   how often each side of a comparison runs, alternating (default 5; the median counts)
#   BENCH_ONLY   a word of the bar's name, to measure that one alone: movies, diamond, plan, size
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in lib java measure; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done
cd "$ROOT"

WORK=$STATE/bench
GO=multi-stage-build/debian-go:bookworm
mkdir -p "$WORK"
if [ -z "${MSB_DOCKER_26:-}" ]; then
    provide_java
    provide_jar
    exec "$here/with-engine" --docker 26 --image debian-go --image runtime -- "$0"
fi

ours() { java -jar "$JAR" "$@"; }

# One image both ways. The clients' and the split's own start-up count; nothing comes from the layer cache.
docker_build() { # builder example build arguments…
    local buildkit=1 example=$2
    [ "$1" != classic ] || buildkit=0
    DOCKER_BUILDKIT=$buildkit docker build --no-cache -t "bench:docker" "${@:3}" "examples/$example"
}

split_build() { # builder example build arguments…
    ours build --no-cache --engine docker --builder "$1" -t "bench:split" "${@:3}" "examples/$2"
}

build_bar() { # builder example bar build arguments…
    local builder=$1 example=$2 bar=$3
    shift 3
    wanted "$example" || return 0
    alternate split_build docker_build "$builder" "$example" "$@"
    verdict "$(ratio "$MEDIAN_A" "$MEDIAN_B")" "$bar" "$example, $builder: {} times docker build --no-cache" \
        "($MEDIAN_A s against $MEDIAN_B s, median of $RUNS; bar $bar)"
}

# The bars of planning one Dockerfile. The numbers in the JSON of a chain are the square of its length, so its time is for
# 142 MB of text.
plan_bars() { # FILE WHAT SECONDS
    local plan
    plan=$(median_of ours plan --format json -f "$1" "$WORK")
    verdict "$(difference "$plan" "$START")" "$3" "plan of $2: {} s after start-up" \
        "($plan s in all, --version $START s, median of $RUNS; bar $3 s)"
    verdict "$(peak_memory java -jar "$JAR" plan --format json -f "$1" "$WORK")" 256 \
        "plan of $2: {} MB of memory at its peak" "(whole process, resident; bar 256 MB)"
}

plan_bar() {
    wanted plan || return 0
    local file=$WORK/Dockerfile.5000 chain=$WORK/Dockerfile.chain stage
    {
        printf 'FROM busybox AS stage0\nRUN touch /made\n'
        for ((stage = 1; stage < 5000; stage++)); do
            printf 'FROM busybox AS stage%d\nCOPY --from=stage%d /made /from\n' $stage $((stage - 1))
            printf 'COPY --from=stage%d /made /half\nRUN touch /made\n' $((stage / 2))
        done
    } >"$file"
    {
        printf 'FROM busybox AS stage0\nRUN touch /made\n'
        for ((stage = 1; stage < 5000; stage++)); do
            printf 'FROM stage%d AS stage%d\n' $((stage - 1)) $stage
            printf 'COPY --from=stage%d /made /from\n' $((stage - 1))
        done
    } >"$chain"
    START=$(median_of ours --version)
    plan_bars "$file" "5,000 stages" 1
    plan_bars "$chain" "5,000 stages, each on the one before it" 2
}

# The archive of an image of about 850 MB: Debian with Go and two copies of its /usr. tar lists the same files, out of
# the layers taken from the archive beforehand: what tar tf of the archive itself names is a handful of layers.
size_bar() {
    wanted size || return 0
    local archive=$WORK/image.tar start size tar
    if [ ! -e "$archive" ]; then
        printf 'FROM %s\nRUN cp -a /usr /first\nRUN cp -a /usr /second\n' "$GO" | docker build -q -t bench:size - >/dev/null
        docker save -o "$archive" bench:size
        rm -rf "$WORK/layers"
        mkdir "$WORK/layers"
        tar -C "$WORK/layers" -xf "$archive"
    fi
    start=$(median_of ours --version)
    tar=$(median_of list_layers)
    size=$(median_of java -Xmx128m -jar "$JAR" size --format json "$archive")
    verdict "$(ratio "$size" "$(awk -v a="$tar" -v b="$start" 'BEGIN { print 3 * a + b }')")" 1 \
        "size of a $(du --apparent-size -BMB "$archive" | cut -f1) archive: {} times what is allowed" \
        "($size s with -Xmx128m; 3 x tar tf $tar s + JVM start $start s, median of $RUNS)"
}

list_layers() {
    local layer
    while read -r layer; do
        tar tf "$layer"
    done < <(find "$WORK/layers" -type f -size +1M)
}

build_bar buildkit movies 1.10 --build-arg "BUILDER_IMAGE=$GO" \
    --build-arg RUNTIME_IMAGE=multi-stage-build/runtime:bookworm
build_bar classic movies 1.10 --build-arg "BUILDER_IMAGE=$GO" \
    --build-arg RUNTIME_IMAGE=multi-stage-build/runtime:bookworm
build_bar classic diamond 0.65 --build-arg "BASE_IMAGE=$MSB_TEST_BASE"
build_bar buildkit diamond 1.05 --build-arg "BASE_IMAGE=$MSB_TEST_BASE"
plan_bar
size_bar
docker image rm --force bench:docker bench:split bench:size >/dev/null 2>&1 || true
[ "$MISSED" = 0 ] || die "$MISSED of the bars missed"
