#!/usr/bin/env bash
# in.sh FOLDER COMMAND...: runs the command in the folder.
set -euo pipefail
cd "$1"
shift
exec "$@"
