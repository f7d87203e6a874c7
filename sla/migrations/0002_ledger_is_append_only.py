from django.db import migrations

FORWARD = """
CREATE TRIGGER sla_timerevent_append_only BEFORE UPDATE OR DELETE ON sla_timerevent
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER sla_timerevent_no_truncate BEFORE TRUNCATE ON sla_timerevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
BACKWARD = """
DROP TRIGGER sla_timerevent_no_truncate ON sla_timerevent;
DROP TRIGGER sla_timerevent_append_only ON sla_timerevent;
"""


class Migration(migrations.Migration):
    dependencies = [("sla", "0001_initial"), ("audit", "0002_entries_are_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
