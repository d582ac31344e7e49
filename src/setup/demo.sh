#!/usr/bin/env bash
# Builds the movies service in one stage and in two through the command line, compares them, starts the image and makes
# the five calls. Uses the container engine that answers here; where none does, starts a private one.
#
#   MSB_ENGINE=docker|podman|private overrides the choice.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in lib debs base-images engine-choice java http; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done
cd "$ROOT"

REPORT=$STATE/demo
IMAGE=multi-stage-build/movies:demo
CONTAINER=multi-stage-build-movies-$$

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    "$ENGINE" rm --force "$CONTAINER" >/dev/null 2>&1 || true
    "$ENGINE" image rm --force "$IMAGE" >/dev/null 2>&1 || true
}

start_service() {
    local network=(--publish 127.0.0.1::8080)
    PORT=
    if [ "${MSB_NETWORK:-}" = host ]; then
        PORT=18080
        network=(--network host --env "MOVIES_ADDR=127.0.0.1:$PORT")
    fi
    "$ENGINE" run --detach --name "$CONTAINER" --read-only --cap-drop ALL --security-opt no-new-privileges \
        "${network[@]}" "$IMAGE" >/dev/null
    [ -n "$PORT" ] || PORT=$("$ENGINE" port "$CONTAINER" 8080 | sed -n '1s/.*://p')
    wait_for_http "$PORT" /health 20 || {
        "$ENGINE" logs "$CONTAINER" >&2
        die "the service does not answer on port $PORT"
    }
    printf '\n%s runs as user %s, read-only, on 127.0.0.1:%s\n' "$IMAGE" \
        "$("$ENGINE" inspect --format '{{.Config.User}}' "$CONTAINER")" "$PORT"
}

call_service() {
    local sent='{"title":"Amélie","director":"Jean-Pierre Jeunet","year":2000,"genres":["comedy"]}'
    local kept='{"id":1,"title":"Amélie","director":"Jean-Pierre Jeunet","year":2000,"genres":["comedy"]}'
    expect create POST /movies "$sent" 201 "$kept"
    expect list GET /movies '' 200 "[$kept]"
    expect get GET /movies/1 '' 200 "$kept"
    expect update PUT /movies/1 "${sent/2000/2001}" 200 "${kept/2000/2001}"
    expect delete DELETE /movies/1 '' 204 ''
    expect 'get again' GET /movies/1 '' 404 '{"error":"no such movie: 1"}'
}

expect() { # what method path body status answer
    http "$PORT" "$2" "$3" "$4"
    if [ "$HTTP_STATUS" != "$5" ] || [ "$HTTP_BODY" != "$6" ]; then
        die "$1: $2 $3 answered $HTTP_STATUS '$HTTP_BODY' instead of $5 '$6'"
    fi
    printf 'ok  %-9s  %-6s %-9s  %s  %s\n' "$1" "$2" "$3" "$HTTP_STATUS" "$HTTP_BODY"
}

stop_service() {
    "$ENGINE" stop --time 10 "$CONTAINER" >/dev/null
    local status
    status=$("$ENGINE" inspect --format '{{.State.ExitCode}}' "$CONTAINER")
    [ "$status" = 0 ] || die "the service ended with status $status instead of 0 when asked to stop"
    printf 'ok  stopped    the service finished by itself when asked to\n'
}

if [ -z "${MSB_PRIVATE:-}" ]; then
    provide_java
    provide_jar
fi
choose_engine
choose_base_images
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

java -jar "$JAR" build --engine "$ENGINE" -t "$IMAGE" -f examples/movies/Dockerfile \
    --baseline examples/movies/Dockerfile.singlestage --build-arg "BUILDER_IMAGE=$BUILDER_IMAGE" \
    --build-arg "RUNTIME_IMAGE=$RUNTIME_IMAGE" ${MSB_NETWORK:+--network "$MSB_NETWORK"} \
    --report "$REPORT" examples/movies
start_service
call_service
stop_service
[ -s "$REPORT/report.html" ] || die "no report at $REPORT/report.html"
printf '\nreport: %s\n' "$REPORT/report.html"
