#!/bin/bash
#SBATCH --job-name=synth
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=32
#SBATCH --time=08:00:00
#SBATCH --requeue
# A run on the nodes of one Slurm job. The virtual environment and OUT lie on a file system that all nodes share; OUT may be s3://... too.
#
#   python3 -m venv ~/synth && ~/synth/bin/pip install 'synth-rlvr @ git+https://YOUR/synth'
#   OUT=$SCRATCH/big sbatch examples/cluster/slurm.sh run logic --n 1e8      # the arguments of synth, without --out
#   tail -f slurm-JOBID.out
#
# A job that was cut short (time, node failure) goes on when it is submitted again with the same arguments.
set -euo pipefail
PATH=$HOME/synth/bin:$PATH
export RAY_AUTH_MODE=token               # others are on these nodes too; ~/.ray is shared
[ -f ~/.ray/auth_token ] || ray get-auth-token --generate > /dev/null
head=$(hostname --ip-address | cut -d' ' -f1)
port=$((20000 + SLURM_JOB_ID % 20000))   # two jobs may meet on a node
store=500000000

# The driver's node makes rows as well. --block: srun ends with its node's Ray, and the job with all of them.
srun --nodes=1 --ntasks=1 --nodelist="$SLURMD_NODENAME" --overlap \
  ray start --head --block --node-ip-address="$head" --port="$port" --include-dashboard=false \
  --num-cpus="$SLURM_CPUS_PER_TASK" --object-store-memory="$store" &
until ray health-check --address "$head:$port" > /dev/null 2>&1; do sleep 1; done
if [ "$SLURM_JOB_NUM_NODES" -gt 1 ]; then
  others=$((SLURM_JOB_NUM_NODES - 1))
  # --kill-on-bad-exit=0 and --no-kill: a node that is lost takes none of the others with it
  srun --nodes="$others" --ntasks="$others" --exclude="$SLURMD_NODENAME" --overlap --no-kill --kill-on-bad-exit=0 \
    ray start --block --address="$head:$port" --num-cpus="$SLURM_CPUS_PER_TASK" --object-store-memory="$store" &
fi
synth "$@" --out "$OUT" --address "$head:$port"
