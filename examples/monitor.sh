#!/bin/sh
# What changed since the last time: an older and a newer delivery in, alarms out. For a schedule (cron).
#
#     examples/monitor.sh OLD NEW OUT SINCE
#
# OLD, NEW : a layer of points, or a file or folder that “Import deformation data” reads
# OUT      : a folder that is made where it is missing; SINCE : the last day that counts as old, such as 2023-06-30
# Prints the number of alarms. QGIS_PROCESS names another qgis_process.
set -eu
[ $# -eq 4 ] || { echo "use: $0 OLD NEW OUT SINCE" >&2; exit 2; }
old=$1 new=$2 out=$3 since=$4
process=${QGIS_PROCESS:-qgis_process}
export QT_QPA_PLATFORM=offscreen
mkdir -p "$out"

layer() {  # a delivery as a layer of points
    case $1 in
        *.gpkg | *.shp) echo "$1" ;;
        *) "$process" run subsidence:import_any -- INPUT="$1" OUTPUT="$2" > "$2.log" && echo "$2" ;;
    esac
}

older=$(layer "$old" "$out/old.gpkg")
newer=$(layer "$new" "$out/new.gpkg")
"$process" run subsidence:update_series -- INPUT="$older" NEW="$newer" OUTPUT="$out/now.gpkg" \
    REPORT="$out/update.html" > "$out/update.log"
"$process" run subsidence:detect_changes -- INPUT="$out/now.gpkg" SINCE="$since" OUTPUT="$out/alarms.gpkg" \
    AREAS="$out/areas.gpkg" REPORT="$out/changes.html" > "$out/changes.log"
sed -n 's/^ALARM_COUNT:[[:space:]]*//p' "$out/changes.log"
