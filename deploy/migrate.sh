#!/bin/sh
# Tables, rights and contents, before web, worker and beat of a release start. Safe to repeat.
#
# Needs MIGRATION_DATABASE_URL (the owner of the tables), DATABASE_URL (the portal's own role) and the
# portal's other settings.
set -eu
cd "$(dirname "$0")/.."

as_owner() {
    DATABASE_URL="$MIGRATION_DATABASE_URL" python manage.py "$@"
}

as_owner migrate --noinput
as_owner createcachetable
as_owner grant_portal_role --role "${PORTAL_ROLE:-mpp_portal}"
python manage.py load_calendar
python manage.py load_catalogue ${CATALOGUE_FOLDER:+"$CATALOGUE_FOLDER"}
python manage.py load_pages
