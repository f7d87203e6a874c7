#!/bin/sh
# One command with the portal's settings, without containers:
#
#     sudo -u mpp /srv/mpp/portal/deploy/run.sh python manage.py readiness
#
# The settings are read from MPP_ENV (usually /srv/mpp/.env), as systemd reads them: NAME=value, no quotes. What the
# caller has set already stays.
set -eu
cd "$(dirname "$0")/.."
PATH="${MPP_VENV:-/srv/mpp/venv}/bin:$PATH"
export PATH
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    [A-Z]*=*)
        name=${line%%=*}
        eval "[ -n \"\${$name+set}\" ]" || export "$name=${line#*=}"
        ;;
    esac
done < "${MPP_ENV:-/srv/mpp/.env}"
exec "$@"
