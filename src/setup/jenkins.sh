# shellcheck shell=bash
# The plugin's own tests, inside a real Jenkins. Its artifacts come from Jenkins' repository, which not every machine
# reaches: without them this level is skipped, in one line, and that is no failure. Needs lib.sh and java.sh.

MAVEN_VERSION=3.9.11

jenkins_level() {
    local maven=mvn offline=()
    if [ "$(printf '%s\n' "Maven 3.9" "$(mvn_version)" | sort -V | head -n 1)" != "Maven 3.9" ]; then
        provide_newer_maven
        maven=$CACHE/apache-maven-$MAVEN_VERSION/bin/mvn
    fi
    if ! jenkins_probe "$maven" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve; then
        jenkins_skipped "its artifacts cannot be had here ($(jenkins_reason))"
        return
    fi
    # Where everything is in the local repository, no time is lost on asking for newer metadata.
    if jenkins_probe "$maven" -o org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve; then
        offline=(-o)
    fi
    working "testing the plugin inside Jenkins"
    "$ROOT/src/setup/with-engine" --docker 20 --docker 26 --registry -- \
        "$maven" "${offline[@]}" -B -ntp -Dstyle.color=never -f "$ROOT/pom.xml" verify
}

jenkins_skipped() { printf 'Jenkins level skipped: %s\n' "$1"; }

# Answers within minutes also where the repository's host swallows packets.
jenkins_probe() { # mvn goal argument…
    local maven=$1
    shift
    timeout 300 "$maven" -B -ntp -q -N -f "$ROOT/pom.xml" -Dmaven.wagon.http.connectionTimeout=10000 \
        -Daether.connector.connectTimeout=10000 "$@" >"$STATE/logs/jenkins-probe.log" 2>&1 </dev/null
}

# The first thing that Maven missed, in few words.
jenkins_reason() {
    local artifact
    artifact=$(grep -oE '(Could not find|Could not transfer|Failure to find|Failure to transfer)( artifact)? [^ ]+' \
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
    (cd "$CACHE" && logged maven maven org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
        -Dartifact="org.apache.maven:apache-maven:$MAVEN_VERSION:tar.gz:bin" -DoutputDirectory="$CACHE") ||
        die "Maven $MAVEN_VERSION cannot be had from Maven Central: see $STATE/logs/maven.log"
    said "Maven $MAVEN_VERSION in $home"
}
