#!/bin/sh
# beat can fall silent without ending, for instance when the clock of its machine was set back. Then it is ended
# here, and whoever started it (Docker, systemd) starts it again. Where nobody knows how it does, it is left alone.
cd "$(dirname "$0")/.." || exit 1
python manage.py readiness beat
told=$?
if [ "$told" -eq 1 ]; then
    kill -TERM "${BEAT_PID:-1}"
fi
exit "$told"
