#!/usr/bin/env bash
# Takes away what builds and set-up left in this checkout; what was downloaded stays in the cache.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in lib bridge engine; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done
exec {jenkins}>"$STATE/jenkins.lock"
flock --exclusive --nonblock "$jenkins" || die "make jenkins of this checkout runs: nothing cleaned"
all=$STATE
for STATE in "$all/jenkins-level" "$all"; do
    for version in 20 26; do
        [ -d "$STATE/docker-$version" ] || continue
        exec {user}>"$STATE/docker-$version/users"
        flock --exclusive --nonblock "$user" || die "Docker $version of this checkout is in use: nothing cleaned"
        engine_clean_up "$version"
    done
done
rm -rf "$STATE" "$ROOT"/target "$ROOT"/cli/target
said "a clean checkout; downloads and base images stay in $CACHE"
