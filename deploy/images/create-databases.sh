#!/bin/sh
# Runs once, when the cluster is new: one database and one role per service and one for the
# keys of identities, each closed to all other roles. What a
# service must not read, it cannot. The passwords come from the environment (see docker-compose.yml).
set -eu

create() {
  psql --set=ON_ERROR_STOP=1 --set=name="$1" --set=password="$2" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
}

create tuntas_intake "$INTAKE_DATABASE_PASSWORD"
create tuntas_intake_keys "$INTAKE_KEYS_DATABASE_PASSWORD"
create tuntas_routing "$ROUTING_DATABASE_PASSWORD"
create tuntas_follow_up "$FOLLOW_UP_DATABASE_PASSWORD"
create tuntas_notification "$NOTIFICATION_DATABASE_PASSWORD"
create tuntas_statistics "$STATISTICS_DATABASE_PASSWORD"
