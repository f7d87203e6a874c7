#!/bin/sh
# Run once by the image of PostgreSQL, when its volume is empty: the portal's own role, no superuser, no owner.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set=password="$PORTAL_PASSWORD" <<'SQL'
CREATE ROLE mpp_portal LOGIN PASSWORD :'password';
SQL
