#!/bin/sh
# What changed since the last time: an older and a newer delivery in, alarms out. For a schedule (cron).
#
#     examples/monitor.sh OLD NEW OUT [SINCE]
#
# OLD, NEW : a layer of points in mm (.gpkg), or whatever file or folder “Import deformation data” reads
# OUT      : a folder that is made where it is missing
# SINCE    : the last day that counts as old, such as 2023-06-30; without it the last day of OLD
# Prints the number of alarms. QGIS_PROCESS names another qgis_process; on Debian 12 the wrapper of that name hands on an
# option that it does not know, so the program behind it is taken where there is one.
set -eu
[ $# -eq 3 ] || [ $# -eq 4 ] || { echo "use: $0 OLD NEW OUT [SINCE]" >&2; exit 2; }
old=$1 new=$2 out=$3 since=${4:-}
process=${QGIS_PROCESS:-$(command -v qgis_process.bin || echo qgis_process)}
export QT_QPA_PLATFORM=offscreen
mkdir -p "$out"

run() {  # an algorithm; its words go to a file, and are shown where it fails
    log=$1
    shift
    "$process" run "$@" > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
}

layer() {  # a delivery as a layer of points
    case $1 in
        *.gpkg) echo "$1" ;;
        *) run "$2.log" subsidence:import_any -- INPUT="$1" OUTPUT="$2" && echo "$2" ;;
    esac
}

older=$(layer "$old" "$out/old.gpkg")
newer=$(layer "$new" "$out/new.gpkg")
run "$out/update.log" subsidence:update_series -- INPUT="$older" NEW="$newer" OUTPUT="$out/now.gpkg" \
    REPORT="$out/update.html"
[ -n "$since" ] || since=$(sed -n 's/^OLDER_UNTIL:[[:space:]]*//p' "$out/update.log")
run "$out/changes.log" subsidence:detect_changes -- INPUT="$out/now.gpkg" SINCE="$since" OUTPUT="$out/alarms.gpkg" \
    AREAS="$out/areas.gpkg" REPORT="$out/changes.html"
sed -n 's/^ALARM_COUNT:[[:space:]]*//p' "$out/changes.log"
