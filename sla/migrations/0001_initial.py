

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Timer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=6)),
                ('unit', models.CharField(default='working_days', max_length=20)),
                ('started_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('warn_at', models.DateTimeField()),
                ('provisional', models.BooleanField(default=False, help_text='A year on the way has no holiday decree yet.')),
                ('paused_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('warned_at', models.DateTimeField(null=True)),
                ('rang_at', models.DateTimeField(null=True)),
                ('tried_at', models.DateTimeField(help_text='Warning or ringing failed then; the sweep tries it again after the others.', null=True)),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
            ],
        ),
        migrations.CreateModel(
            name='TimerEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('start', 'Dimulai'), ('pause', 'Dijeda'), ('resume', 'Dilanjutkan'), ('stop', 'Dihentikan'), ('recount', 'Dihitung ulang')], max_length=10)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(max_length=40)),
                ('due_at', models.DateTimeField(help_text='The due time after this event.')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('timer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='sla.timer')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('name', models.CharField(max_length=150)),
                ('kind', models.CharField(choices=[('libur_nasional', 'Libur nasional'), ('cuti_bersama', 'Cuti bersama'), ('libur_khusus', 'Libur khusus')], max_length=20)),
                ('basis', models.CharField(help_text='The decree that declares it.', max_length=250)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
            ],
            options={
                'ordering': ['date'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('agency__isnull', True)), fields=('date',), name='holiday_once_for_the_mall'), models.UniqueConstraint(fields=('date', 'agency'), name='holiday_once_an_agency'), models.CheckConstraint(condition=models.Q(('kind__in', ['libur_nasional', 'cuti_bersama', 'libur_khusus'])), name='holiday_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='OfficeHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('breaks', models.JSONField(default=list, help_text='[["12:00", "13:00"], ...]')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(blank=True, max_length=250)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
            ],
            options={
                'verbose_name_plural': 'office hours',
                'ordering': ['weekday', 'valid_from'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='hours_close_after_opening'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='hours_weekday_known'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='hours_end_after_begin'), models.UniqueConstraint(fields=('agency', 'weekday', 'valid_from'), name='hours_once_a_begin', nulls_distinct=False)],
            },
        ),
        migrations.AddIndex(
            model_name='timer',
            index=models.Index(condition=models.Q(('paused_at__isnull', True), ('rang_at__isnull', True), ('stopped_at__isnull', True)), fields=['due_at'], name='timer_due'),
        ),
        migrations.AddIndex(
            model_name='timer',
            index=models.Index(condition=models.Q(('paused_at__isnull', True), ('rang_at__isnull', True), ('stopped_at__isnull', True), ('warned_at__isnull', True)), fields=['warn_at'], name='timer_warn'),
        ),
        migrations.AddConstraint(
            model_name='timer',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='timer_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='timer',
            constraint=models.CheckConstraint(condition=models.Q(('unit__in', ['working_days', 'working_hours', 'calendar_days'])), name='timer_unit_known'),
        ),
        migrations.AddIndex(
            model_name='timerevent',
            index=models.Index(fields=['timer', 'id'], name='timerevent_ledger'),
        ),
        migrations.AddConstraint(
            model_name='timerevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['start', 'pause', 'resume', 'stop', 'recount'])), name='timerevent_kind_known'),
        ),
    ]
