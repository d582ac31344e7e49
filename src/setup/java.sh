# shellcheck shell=bash
# The Java side: JDK and Maven where they are missing, the command line's jar, a browser for the report's test.
# Needs lib.sh.

JAR=$ROOT/cli/target/multi-stage-build.jar

provide_java() {
    if jdk_serves && command -v mvn >/dev/null; then
        skipped "JDK and Maven: $(javac -version 2>&1) and $(mvn_version) are there"
        return
    fi
    working "installing OpenJDK 17 and Maven"
    apt_install openjdk-17-jdk-headless maven
    if ! jdk_serves; then
        JAVA_HOME=$(echo /usr/lib/jvm/java-17-openjdk-*)
        export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
    fi
    said "$(javac -version 2>&1) and $(mvn_version) (Debian packages openjdk-17-jdk-headless, maven)"
}

# Maven uses JAVA_HOME where it is set, we use PATH: both have to be a JDK 17 or newer.
jdk_serves() {
    is_jdk_17 javac && { [ -z "${JAVA_HOME:-}" ] || is_jdk_17 "$JAVA_HOME/bin/javac"; }
}

is_jdk_17() { # javac
    local version
    version=$("$1" -version 2>&1) || return 1
    version=${version#javac }
    [ "${version%%.*}" -ge 17 ] 2>/dev/null
}

mvn_version() { mvn --version 2>/dev/null | sed -nE 's/\x1b\[[0-9;]*m//g; s/^Apache (Maven [0-9.]+).*/\1/p'; }

maven() { mvn -B -ntp -Dstyle.color=never "$@"; }

# Builds the command line unless its jar is newer than everything it is made of.
provide_jar() {
    local newer
    if [ -e "$JAR" ]; then
        newer=$(find "$ROOT"/src/main "$ROOT"/cli/src/main "$ROOT/cli/pom.xml" -newer "$JAR" -type f -print -quit)
        if [ -z "$newer" ]; then
            skipped "building the command line: $JAR is up to date"
            return
        fi
    fi
    working "building the command line"
    : >"$STATE/logs/jar.log"
    logged jar maven -f "$ROOT/cli/pom.xml" -DskipTests -Dspotbugs.skip package || die "the build failed: see $STATE/logs/jar.log"
    said "the command line: $JAR"
}

# The variables are Selenium's own (SE_…) and what the report's test looks for (MSB_CHROMIUM).
provide_browser() {
    if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
        skipped "Chromium: $(chromium --version 2>/dev/null | cut -d' ' -f1,2) and its driver are there"
    else
        working "installing Chromium"
        apt_install chromium chromium-driver fonts-dejavu-core
        said "Chromium and its driver (Debian packages chromium, chromium-driver)"
    fi
    MSB_CHROMIUM=$(command -v chromium)
    SE_CHROMEDRIVER=$(command -v chromedriver)
    export MSB_CHROMIUM SE_CHROMEDRIVER SE_OFFLINE=true
}
