# shellcheck shell=bash
# The plugin inside a real Jenkins. Jenkins' artifacts come from Jenkins' repository, which not every machine reaches:
# without them `make test` skips this level, in one line, and that is no failure. Needs lib.sh and java.sh.

MAVEN_VERSION=3.9.11
DEPENDENCIES=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

# Its tests wait more than they work, and so run beside those of the command line. They have engines of their own, since
# both look for what the other may have left there.
JENKINS_STATE=$STATE/jenkins-level
JENKINS_LOG=$STATE/logs/jenkins-level.log
JENKINS_LEVEL=

begin_jenkins_level() {
    working "testing the plugin inside Jenkins at the same time: the output follows at the end, now in $JENKINS_LOG"
    jenkins_level >"$JENKINS_LOG" 2>&1 </dev/null &
    JENKINS_LEVEL=$!
    # Whatever ends this script before its time ends that level too, which a Ctrl-C alone does not reach.
    trap stop_jenkins_level EXIT
}

jenkins_level() {
    if ! find_jenkins; then
        jenkins_skipped "its artifacts cannot be had here ($(jenkins_reason))"
        return
    fi
    MSB_STATE=$JENKINS_STATE exec "$ROOT/src/setup/with-engine" --docker 20 --docker 26 --podman --registry -- \
        "${JENKINS_MAVEN[@]}" verify
}

stop_jenkins_level() {
    kill -TERM "$JENKINS_LEVEL" 2>/dev/null || return 0
    working "stopping the Jenkins level"
    wait "$JENKINS_LEVEL" || true
}

# Its output and its exit status.
end_jenkins_level() {
    working "the Jenkins level, from its beginning"
    tail -n +1 --follow --pid="$JENKINS_LEVEL" "$JENKINS_LOG"
    wait "$JENKINS_LEVEL"
}

jenkins_skipped() { printf 'Jenkins level skipped: %s\n' "$1"; }

# Sets JENKINS_MAVEN, the command that builds the plugin, if everything that it needs can be had. Where all of it is in the
# local repository already, no time is lost on asking the network.
find_jenkins() {
    local maven=mvn
    if [ "$(printf '%s\n' "Maven 3.9" "$(mvn_version)" | sort -V | head -n 1)" != "Maven 3.9" ]; then
        provide_newer_maven
        maven=$CACHE/apache-maven-$MAVEN_VERSION/bin/mvn
    fi
    JENKINS_MAVEN=("$maven" -o -B -ntp -Dstyle.color=never -f "$ROOT/pom.xml")
    jenkins_probe && return
    JENKINS_MAVEN=("$maven" -B -ntp -Dstyle.color=never -f "$ROOT/pom.xml")
    jenkins_probe
}

# Answers within minutes also where the repository's host swallows packets.
jenkins_probe() {
    timeout 300 "${JENKINS_MAVEN[@]}" -q -N -Dmaven.wagon.http.connectionTimeout=10000 \
        -Daether.connector.connectTimeout=10000 "$DEPENDENCIES:resolve" "$DEPENDENCIES:resolve-plugins" \
        >"$STATE/logs/jenkins-probe.log" 2>&1 </dev/null
}

# The first thing that Maven missed, in few words.
jenkins_reason() {
    local artifact
    artifact=$(grep -aoE '(Could not find|Could not transfer|Failure to find|Failure to transfer)( artifact)? [^ ]+' \
        "$STATE/logs/jenkins-probe.log" | head -n 1)
    printf '%s\n' "${artifact:-see $STATE/logs/jenkins-probe.log}"
}

# The plugin's parent asks for a newer Maven than Debian 12 has; Maven itself is on Maven Central.
provide_newer_maven() {
    local home=$CACHE/apache-maven-$MAVEN_VERSION
    if [ -d "$home" ]; then
        skipped "Maven $MAVEN_VERSION: $home is there"
        return
    fi
    (cd "$CACHE" && logged maven maven "$DEPENDENCIES:unpack" \
        -Dartifact="org.apache.maven:apache-maven:$MAVEN_VERSION:tar.gz:bin" -DoutputDirectory="$CACHE") ||
        die "Maven $MAVEN_VERSION cannot be had from Maven Central: see $STATE/logs/maven.log"
    said "Maven $MAVEN_VERSION in $home"
}
