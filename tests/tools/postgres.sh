#!/usr/bin/env bash
# A server of PostgreSQL for tests: made anew in a folder of its own, listening on a socket in it and nowhere else, and gone
# with the folder when standard input ends, as it does when whoever started this dies.
#   postgres.sh [FOLDER]   prints the folder of the socket once the server answers; FOLDER is made, and is left at the end
# The superuser is `postgres`, without a password. Exit value 77: there is no PostgreSQL here, and standard error says so.
set -euo pipefail

bin=
for found in "$(dirname "$(readlink -f "$(command -v initdb || true)")")" /usr/lib/postgresql/*/bin; do
  [[ -x $found/initdb && -x $found/pg_ctl && -x $found/postgres ]] && bin=$found
done
[[ -n $bin ]] || { echo "left out: PostgreSQL (needs initdb and postgres; Debian's package postgresql has them)" >&2 && exit 77; }

# The path of a socket may have 107 bytes, so the name is short.
folder=${1:-$(mktemp -d -t bona-pg.XXXXXX)}
mkdir -p "$folder"
as=()
if [[ $(id -u) -eq 0 ]]; then
  # The server refuses to run as root.
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  as=(runuser -u "$user" --)
  chown "$user" "$folder"
fi
end() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  [[ -n ${1:-} ]] || rm -rf "$folder"
}
trap 'end "${1:-}"' EXIT
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U postgres --auth=trust -E UTF8 --no-locale --no-sync >"$folder/log" 2>&1 </dev/null ||
  { cat "$folder/log" >&2 && exit 1; }
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -o "-c listen_addresses='' -k '$folder' -c max_connections=60" -l "$folder/data/log" \
  -w start >/dev/null </dev/null || { cat "$folder/data/log" >&2 && exit 1; }
echo "$folder"
cat >/dev/null
