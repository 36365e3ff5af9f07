#!/bin/bash
# One scheduler, its workers and a job on SLURM: sbatch docs/scale/slurm.sh job.toml
# The file system must be the same on all nodes; $PYTHON has the core with its extras: pip install ".[dask,store]"
#SBATCH --job-name=subsidence
#SBATCH --ntasks=8
#SBATCH --cpus-per-task=8
#SBATCH --mem-per-cpu=2G
#SBATCH --time=04:00:00
set -euo pipefail
PYTHON=${PYTHON:-python3}
where=$(mktemp -d "$PWD/scheduler_XXXXXX")
trap 'rm -rf "$where"; kill $(jobs -p) 2>/dev/null || true' EXIT

"$PYTHON" -m distributed.cli.dask_scheduler --scheduler-file "$where/scheduler.json" --no-dashboard &
# one process a core: numpy's own threads are held to one, and a process that dies takes few blocks along
srun "$PYTHON" -m distributed.cli.dask_worker --scheduler-file "$where/scheduler.json" \
    --nworkers "$SLURM_CPUS_PER_TASK" --nthreads 1 --memory-limit "$((2 * SLURM_CPUS_PER_TASK))GiB" \
    --local-directory "${TMPDIR:-/tmp}" --no-dashboard &
until [ -s "$where/scheduler.json" ]; do sleep 1; done
address=$("$PYTHON" -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$where/scheduler.json")
{ printf 'scheduler = "%s"\n' "$address"; cat "$1"; } >"$where/job.toml"
sed -i "s|^\(INPUT\|OUTPUT\) = \"\([^/]\)|\1 = \"$PWD/\2|" "$where/job.toml" # paths were meant from here
"$PYTHON" -m subsidence "$where/job.toml"
