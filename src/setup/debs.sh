# shellcheck shell=bash
# Debian packages of any suite, unpacked into a folder of ours: nothing is installed, no service can start, and packages
# of the machine that conflict with them (another docker, say) stay as they are. Needs lib.sh.

debian_mirror() {
    local mirror=${MSB_DEBIAN_MIRROR:-}
    if [ -z "$mirror" ]; then
        # shellcheck disable=SC2016 # $(…) is apt's own format, not the shell's
        mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
            awk '$1 ~ /\/debian(\/|$)/ && $2 !~ /-/ { print $1; exit }')
    fi
    [ -n "$mirror" ] || die "apt's sources name no Debian mirror: set MSB_DEBIAN_MIRROR to the URL of one"
    printf '%s\n' "${mirror%/}"
}

# apt-get with lists, cache, sources and package status of its own; proxies and the like stay the machine's.
suite_apt() { # suite apt-get arguments…
    local dir=$CACHE/apt/$1
    shift
    apt-get -q -o Dir::State::Lists="$dir/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$dir/cache" \
        -o Dir::Etc::SourceList="$dir/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
        -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

suite_update() { # suite
    local dir=$CACHE/apt/$1 keys=/usr/share/keyrings/debian-archive-keyring.gpg options='' mirror
    mirror=$(debian_mirror)
    [ ! -e "$keys" ] || options="[signed-by=$keys] "
    mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
    printf 'deb %s%s %s main\n' "$options" "$mirror" "$1" >"$dir/sources.list"
    logged apt suite_apt "$1" update || die "Debian's package lists for $1 cannot be read from $mirror"
}

# Unpacks packages, downloaded and verified by apt, into a new folder.
unpack_packages() { # suite folder package…
    local suite=$1 folder=$2 debs deb
    shift 2
    debs=$(mktemp -d "$CACHE/debs.XXXXXX")
    suite_update "$suite"
    (cd "$debs" && logged apt suite_apt "$suite" download "$@") || die "cannot download $* of Debian $suite"
    mkdir -p "$folder"
    for deb in "$debs"/*.deb; do
        dpkg-deb -x "$deb" "$folder"
    done
    rm -rf "$debs"
}
