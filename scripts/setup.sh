# Sourced by scripts/demo and scripts/test: brings QGIS and a virtual environment that sees it.
# Sets ROOT and PYTHON. A second run finds everything in place and takes a moment.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV="$ROOT/.venv"
SYSTEM_PYTHON=/usr/bin/python3
QGIS_PACKAGES="qgis python3-qgis qgis-providers python3-venv python3-scipy xvfb"

say() { printf '%s\n' "$*" >&2; }

# retry COMMAND…: three tries, because networks fail now and then
retry() {
    local try
    for try in 1 2 3; do
        "$@" && return 0
        say "Failed (try $try of 3): $*"
        sleep $((try * 5))
    done
    return 1
}

sees_qgis() { QT_QPA_PLATFORM=offscreen "$1" -c "import qgis.core, osgeo.gdal, scipy" >/dev/null 2>&1; }

can_make_venv() { "$SYSTEM_PYTHON" -c "import ensurepip, venv" >/dev/null 2>&1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_qgis() {
    if ! command -v apt-get >/dev/null; then
        say "QGIS is not installed for $SYSTEM_PYTHON. Install QGIS 3.22 or newer with its Python bindings, then run this again."
        exit 1
    fi
    if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        say "QGIS is not installed and this user may not install it. Ask an administrator to run:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $QGIS_PACKAGES"
        exit 1
    fi
    say "Installing QGIS from the system's packages (a few minutes) …"
    retry as_root apt-get update -q >&2 || exit 1
    # shellcheck disable=SC2086
    retry as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $QGIS_PACKAGES >&2 || exit 1
}

# install_into_venv STAMP FILE…: pip-installs requirement files once, again when they change
install_into_venv() {
    local stamp="$VENV/$1" wanted
    shift
    wanted=$(cat "$@" | sha256sum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    local arguments=() file
    for file in "$@"; do arguments+=(-r "$file"); done
    say "Installing Python packages into .venv …"
    # numpy and scipy stay as QGIS has them: GDAL's bindings are compiled against them
    "$PYTHON" -c "import numpy, scipy; print(f'numpy=={numpy.__version__}\nscipy=={scipy.__version__}')" >"$VENV/constraints.txt"
    retry "$PYTHON" -m pip install -q --disable-pip-version-check --retries 5 --timeout 60 \
        -c "$VENV/constraints.txt" "${arguments[@]}" >&2 || exit 1
    printf '%s' "$wanted" >"$stamp"
}

set_up() {
    if ! sees_qgis "$SYSTEM_PYTHON" || ! can_make_venv; then install_qgis; fi
    sees_qgis "$SYSTEM_PYTHON" || { say "QGIS is installed, but $SYSTEM_PYTHON cannot import it."; exit 1; }
    if ! "$VENV/bin/python" -c "" >/dev/null 2>&1; then
        rm -rf "$VENV"
        "$SYSTEM_PYTHON" -m venv --system-site-packages "$VENV" || exit 1
    fi
    PYTHON="$VENV/bin/python"
    install_into_venv requirements.stamp "$ROOT/requirements.txt" "$ROOT/scripts/requirements-pinned.txt"
}

set_up
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
