#!/usr/bin/env bash
# The whole test suite: format, engine and command line with real container builds and a real browser; beside them the
# plugin inside a real Jenkins, where Jenkins' own artifacts can be had.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
for part in lib java jenkins; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done
cd "$ROOT"

provide_java
need_localhost
provide_browser

working "checking the format"
maven -q -f formatter.pom.xml spotless:check

begin_jenkins_level
working "testing the engine and the command line"
"$here/with-engine" --docker 20 --docker 26 --podman -- mvn -B -ntp -Dstyle.color=never -f cli/pom.xml verify
end_jenkins_level
