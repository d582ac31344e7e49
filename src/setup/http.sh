# shellcheck shell=bash
# HTTP calls with nothing but bash, since a bare Debian has no curl.

# Makes a call to this machine; leaves the answer in HTTP_STATUS and HTTP_BODY.
http() { # port method path body
    local connection line
    exec {connection}<>"/dev/tcp/127.0.0.1/$1"
    printf '%s %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s' \
        "$2" "$3" "$1" "$(printf %s "$4" | wc -c)" "$4" >&"$connection"
    read -r -t 20 _ HTTP_STATUS _ <&"$connection" || HTTP_STATUS=none
    while read -r -t 20 line <&"$connection" && [ "$line" != $'\r' ]; do
        :
    done
    # shellcheck disable=SC2034 # the caller's
    HTTP_BODY=$(timeout 20 cat <&"$connection")
    exec {connection}>&-
}

wait_for_http() { # port path seconds
    local attempt
    for ((attempt = 0; attempt < $3 * 5; attempt++)); do
        # In a shell of its own, which a refused connection may end.
        if (http "$1" GET "$2" '' && [ "$HTTP_STATUS" = 200 ]) 2>/dev/null; then
            return
        fi
        sleep 0.2
    done
    return 1
}
