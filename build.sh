#!/usr/bin/env bash
# Builds, tests and shows VideoGen; needs nothing but the .NET SDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

configuration=Release
results=out/TestResults

say() { printf '==> %s\n' "$*"; }

die() {
    printf 'build.sh: %s\n' "$*" >&2
    exit 1
}

has() { command -v "$1" >/dev/null; }

# --- set-up -----------------------------------------------------------------------------------------------------------

require_dotnet() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
    # Build nodes that stay behind would keep the output of a build machine's job open.
    if [[ -n ${CI:-} ]]; then export MSBUILDDISABLENODEREUSE=1; fi
    dotnet --version >/dev/null 2>&1 || die 'the .NET SDK that global.json asks for is not here; see https://dot.net/download'
}

# What could not be had is not looked for again for a day, or until `clean`.
unavailable() { [[ -n "$(find "out/unavailable/$1" -mmin -1440 2>/dev/null)" ]]; }

remember_unavailable() { mkdir -p out/unavailable && touch "out/unavailable/$1"; }

# A key of the user's may not turn a test or the demo into something that is paid for.
leave_out_user_settings() {
    local name
    for name in $(compgen -e VIDEOGEN_); do
        [[ $name == VIDEOGEN_FFMPEG ]] || unset "$name"
    done
    export VIDEOGEN_PROVIDER=Local
}

has_ffmpeg() { [[ -n ${VIDEOGEN_FFMPEG:-} ]] || { has ffmpeg && has ffprobe; }; }

has_chromium() { has chromium || has chromium-browser || has google-chrome; }

install_command() {
    if has apt-get; then echo "apt-get update -q; apt-get install -q -y $1"
    elif has dnf; then echo "dnf install -y $1"
    elif has pacman; then echo "pacman -Sy --noconfirm $1"
    elif has apk; then echo "apk add $1"
    elif has zypper; then echo "zypper --non-interactive install $1"
    elif has brew; then echo "brew install $1"
    fi
}

# get NAME PACKAGE: installs a program where `has_PACKAGE` misses it. Fails, having said why, where that cannot be done.
get() {
    if "has_$2"; then return; fi

    local name=$1 log=out/$2-install.log install as_root=()
    install=$(install_command "$2")
    [[ -n $install ]] || { say "$name is missing and no package manager is known here: install it by hand."; return 1; }

    if [[ $install != brew* && $EUID -ne 0 ]]; then
        has sudo || { say "$name is missing. Run as root: $install"; return 1; }
        as_root=(sudo)
        [[ -t 0 ]] || as_root=(sudo -n)
    fi

    say "$name is missing; installing it: $install"
    mkdir -p out
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive sh -c "$install" >"$log" 2>&1 </dev/null || true
    hash -r
    "has_$2" || { say "$name could not be installed: $(tail -n 1 "$log") (the rest is in $log)"; return 1; }
}

get_ffmpeg() { get FFmpeg ffmpeg; }

# shellcheck disable=SC2016 # the variable is PowerShell's
is_recent_powershell() {
    "$@" -NoProfile -NonInteractive -Command 'exit [int]($PSVersionTable.PSVersion -lt "7.4")' >/dev/null 2>&1 </dev/null
}

# Sets `pwsh` to the command that starts PowerShell 7.4 or later: on the PATH, else the .NET tool of .config/dotnet-tools.json.
find_powershell() {
    pwsh=(pwsh)
    if has pwsh && is_recent_powershell "${pwsh[@]}"; then return; fi

    pwsh=(dotnet tool run pwsh --)
    if unavailable powershell; then return 1; fi
    if dotnet tool restore >/dev/null 2>&1 </dev/null && is_recent_powershell "${pwsh[@]}"; then return; fi

    remember_unavailable powershell
    return 1
}

# --- tasks ------------------------------------------------------------------------------------------------------------

build() {
    say "Building $1"
    # As `dotnet build`, which cannot be kept from writing a summary.
    dotnet msbuild "$1" -restore -property:Configuration="$configuration" -verbosity:quiet -nologo </dev/null
}

demo() {
    get_ffmpeg || die 'the demo renders with FFmpeg and cannot go on without it.'
    leave_out_user_settings
    mkdir -p out/demo
    export VIDEOGEN_HOME="$PWD/out/demo/home"

    local ended=0
    if find_powershell; then
        build src/VideoGen/VideoGen.csproj
        "${pwsh[@]}" -NoProfile -NonInteractive -File samples/demo.ps1 || ended=$?
    else
        say 'There is no PowerShell 7.4 here: running the same pipeline from C# (samples/Quickstart).'
        build samples/Quickstart/Quickstart.csproj
        dotnet "samples/Quickstart/bin/$configuration/net10.0/Quickstart.dll" samples/shots.csv clips --batch demo |
            tee -a out/demo/clips.txt || ended=$?
    fi
    [[ $ended -eq 0 ]] || die 'some clips are missing; run the demo again to go on where it stopped.'
    say "The clips are in $PWD/clips"
}

# out/VideoGen.VERSION.nupkg with its hashes, unsigned: signing needs Windows, `./build.ps1 -Task Package -Certificate …`
package() {
    local project=src/VideoGen.Package/VideoGen.Package.csproj
    build src/VideoGen/VideoGen.csproj
    say "Packing $project"
    rm -f out/VideoGen.*.nupkg out/VideoGen.*.sha256
    dotnet msbuild "$project" -restore -target:Pack -property:Configuration="$configuration" -verbosity:quiet -nologo </dev/null
    say "The package is $(echo "$PWD"/out/VideoGen.*.nupkg), unsigned."
}

# emulators [NAME[=PORT] ...]: servers that behave as the services, until Ctrl+C
emulators() {
    build tests/VideoGen.Emulators/VideoGen.Emulators.csproj
    say 'Starting the emulators of the services. Paste this into the session that is to use them; Ctrl+C ends them.'
    exec dotnet "tests/VideoGen.Emulators/bin/$configuration/net10.0/VideoGen.Emulators.dll" services --paste "$@"
}

# faults [ROUNDS]: connections cut, sessions killed, services in trouble; fails when a promise was broken
faults() {
    local shell=()
    if ! unavailable ffmpeg && ! get_ffmpeg; then remember_unavailable ffmpeg; fi
    leave_out_user_settings
    VIDEOGEN_HOME=$(mktemp -d)
    export VIDEOGEN_HOME
    trap 'rm -rf "$VIDEOGEN_HOME" 2>/dev/null || true' EXIT

    build src/VideoGen/VideoGen.csproj
    build tests/VideoGen.Faults/VideoGen.Faults.csproj
    # The sessions of the suite start the pwsh of the PATH.
    if has pwsh && is_recent_powershell pwsh; then shell=(--shell pwsh); fi
    dotnet "tests/VideoGen.Faults/bin/$configuration/net10.0/VideoGen.Faults.dll" --rounds "${1:-200}" ${shell[@]+"${shell[@]}"} "${@:2}" </dev/null
}

# bench [ROW ...] [--runs N] [--quick] [--peer-module PATH]: speed, cost and memory beside what a user would pick instead
bench() {
    if ! unavailable ffmpeg && ! get_ffmpeg; then remember_unavailable ffmpeg; fi
    leave_out_user_settings
    build src/VideoGen/VideoGen.csproj
    build bench/VideoGen.Bench/VideoGen.Bench.csproj
    dotnet "bench/VideoGen.Bench/bin/$configuration/net10.0/VideoGen.Bench.dll" "$@" </dev/null
}

passed=0 failed=0 skipped=0

# count PASSED FAILED SKIPPED
count() {
    passed=$((passed + $1))
    failed=$((failed + $2))
    skipped=$((skipped + $3))
}

# number NAME TEXT: the value of name="1" (XML) or "name":1 (JSON) in a line of text
number() {
    local pattern="[\" ]$1\"?[=:]\"?([0-9]+)"
    [[ $2 =~ $pattern ]] && printf '%s' "${BASH_REMATCH[1]}"
}

# run_xunit PROJECT PREFIX: runs what is built and counts the results, files that begin with the prefix
run_xunit() {
    local ended=0 before=$((passed + failed)) trx counters total executed succeeded
    dotnet test "$1" --configuration "$configuration" --no-build -nologo --results-directory "$results" \
        --logger "trx;LogFilePrefix=$2" --logger 'console;verbosity=minimal' \
        --blame-hang-timeout 10min --blame-hang-dump-type none </dev/null || ended=$?

    for trx in "$results/$2"*.trx; do
        [[ -e $trx ]] || continue
        counters=$(grep '<Counters ' "$trx")
        total=$(number total "$counters")
        executed=$(number executed "$counters")
        succeeded=$(number passed "$counters")
        count "$succeeded" $((executed - succeeded)) $((total - executed))
    done

    # The test host crashed or hung, or there was nothing to run.
    if [[ ($ended -ne 0 && $failed -eq 0) || $((passed + failed)) -eq $before ]]; then
        say "dotnet test $1 ended with code $ended and $((passed + failed - before)) tests run: counted as a failure."
        count 0 1 0
    fi
}

run_pester() {
    find_powershell || { say 'Pester: skipped, there is no PowerShell 7.4 here.'; return; }

    local ended=0 counters
    "${pwsh[@]}" -NoProfile -NonInteractive -File tests/Pester/run.ps1 -ResultPath "$results/pester.json" </dev/null || ended=$?
    if [[ -e $results/pester.json ]]; then
        counters=$(<"$results/pester.json")
        count "$(number Passed "$counters")" "$(number Failed "$counters")" "$(number Skipped "$counters")"
    else
        say "Pester ended with code $ended and left no result: counted as a failure."
        count 0 1 0
    fi
}

# The page of Export-VideoGallery in a browser: not in the solution, which restores and builds without Playwright.
run_gallery() {
    local project=tests/VideoGen.Gallery.Tests/VideoGen.Gallery.Tests.csproj
    has_chromium || { say 'The gallery in a browser: skipped, Chromium is not on the PATH; ./build.sh chromium installs it.'; return; }
    has ffmpeg || { say 'The gallery in a browser: skipped, ffmpeg is not on the PATH.'; return; }
    unavailable playwright || dotnet restore "$project" -verbosity:quiet -nologo </dev/null || remember_unavailable playwright
    if unavailable playwright; then
        say 'The gallery in a browser: skipped, its packages (Microsoft.Playwright) could not be restored.'
    elif build "$project"; then
        run_xunit "$project" gallery
    else
        count 0 1 0
    fi
}

run_tests() {
    if ! unavailable ffmpeg && ! get_ffmpeg; then remember_unavailable ffmpeg; fi
    has_ffmpeg || say 'There is no FFmpeg: the tests that need it are skipped.'

    leave_out_user_settings
    VIDEOGEN_HOME=$(mktemp -d)
    export VIDEOGEN_HOME
    trap 'rm -rf "$VIDEOGEN_HOME" 2>/dev/null || true' EXIT
    rm -rf "$results"
    mkdir -p "$results"

    if build VideoGenPS.sln; then
        run_xunit VideoGenPS.sln xunit
        run_gallery
        run_pester
    else
        count 0 1 0
    fi

    local line="$passed passed, $failed failed"
    [[ $skipped -eq 0 ]] || line+=", $skipped skipped"
    printf '%s\n' "$line"
    [[ $failed -eq 0 ]]
}

# Clips that the demo made go with it; whatever else is in clips/ is the user's.
clean() {
    if [[ -e out/demo/clips.txt ]]; then
        while IFS= read -r clip; do rm -f "$clip"; done <out/demo/clips.txt
        rmdir clips 2>/dev/null || true
    fi
    rm -rf out
    find src tests samples bench -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
}

case "${1:-}" in
build) require_dotnet; build VideoGenPS.sln ;;
test) require_dotnet; run_tests ;;
demo) require_dotnet; demo ;;
package) require_dotnet; package ;;
emulators) require_dotnet; emulators "${@:2}" ;;
faults) require_dotnet; faults "${@:2}" ;;
bench) require_dotnet; bench "${@:2}" ;;
ffmpeg) get_ffmpeg ;;
chromium) get Chromium chromium ;;
clean) clean ;;
*) die 'usage: ./build.sh build|test|demo|package|emulators|faults|bench|clean, or ffmpeg or chromium to install that alone' ;;
esac
