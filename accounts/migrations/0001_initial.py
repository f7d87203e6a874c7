

import django.db.models.deletion
import django.db.models.functions.text
import foundation.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=40)),
                ('kind_label', models.CharField(blank=True, max_length=200)),
                ('description', models.TextField(blank=True)),
                ('has_counter', models.BooleanField(default=False)),
                ('counter_evidence', models.CharField(blank=True, max_length=60)),
                ('complaint_channels', models.JSONField(default=list)),
                ('verification', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name_plural': 'agencies',
                'ordering': [django.db.models.functions.text.Lower('short_name'), 'id'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(blank=True, help_text='Always in lower case.', max_length=254, null=True, unique=True, verbose_name='surel')),
                ('phone', models.CharField(blank=True, help_text='E.164', max_length=20, null=True, unique=True, verbose_name='nomor HP')),
                ('phone_verified', models.BooleanField(default=False)),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='nama')),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower_case'), models.CheckConstraint(condition=models.Q(('email__isnull', False), ('phone__isnull', False), _connector='OR'), name='user_has_email_or_phone')],
            },
        ),
        migrations.CreateModel(
            name='CitizenProfile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('full_name', models.CharField(max_length=120)),
                ('nik', foundation.vault.fields.SealedTextField(default='', editable=True)),
                ('nik_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                ('birth_place', models.CharField(blank=True, max_length=80)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('sex', models.CharField(blank=True, choices=[('P', 'Perempuan'), ('L', 'Laki-laki')], max_length=1)),
                ('kk', foundation.vault.fields.SealedTextField(default='', editable=True)),
                ('kk_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                ('address', models.CharField(blank=True, max_length=250)),
                ('outside_address', models.CharField(blank=True, max_length=250)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='profile', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Dependant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('full_name', models.CharField(max_length=120)),
                ('nik', foundation.vault.fields.SealedTextField(default='', editable=True)),
                ('nik_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                ('birth_place', models.CharField(blank=True, max_length=80)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('sex', models.CharField(blank=True, choices=[('P', 'Perempuan'), ('L', 'Laki-laki')], max_length=1)),
                ('relation', models.CharField(choices=[('child', 'Anak'), ('ward', 'Orang dalam pengampuan atau perwalian')], default='child', max_length=10)),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dependants', to='accounts.citizenprofile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=40)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, help_text='The last day.', null=True)),
                ('ended_at', models.DateTimeField(blank=True, help_text='Taken away at once, at this moment.', null=True)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.agency')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=150)),
                ('nib', models.CharField(blank=True, max_length=13)),
                ('npwp', models.CharField(blank=True, max_length=16)),
                ('representative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='accounts.citizenprofile')),
            ],
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('code', models.CharField(max_length=13, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('short_name', models.CharField(max_length=120)),
                ('level', models.CharField(max_length=20)),
                ('alt_names', models.JSONField(default=list)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='accounts.region')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='citizenprofile',
            name='province',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region'),
        ),
        migrations.AddField(
            model_name='citizenprofile',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region'),
        ),
        migrations.CreateModel(
            name='RoleChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('grant', 'Beri peran'), ('move', 'Pindahkan peran'), ('end', 'Akhiri peran'), ('deactivate', 'Nonaktifkan akun'), ('reactivate', 'Aktifkan akun lagi')], max_length=10)),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('role', models.CharField(blank=True, choices=[('front_office', 'Petugas loket'), ('verifier', 'Verifikator teknis'), ('approver', 'Kepala bidang'), ('signatory', 'Pejabat penetap'), ('assistant', 'Petugas pendamping'), ('coordinator', 'Koordinator MPP'), ('complaint_officer', 'Petugas pengaduan'), ('catalogue_editor', 'Penyunting katalog'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=40)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('status', models.CharField(choices=[('proposed', 'Menunggu persetujuan'), ('confirmed', 'Disetujui'), ('refused', 'Ditolak')], default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['role', 'agency'], name='membership_role_agency'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('agency__isnull', False), models.Q(('role__in', ['front_office', 'verifier', 'approver', 'signatory']), _negated=True), _connector='OR'), name='membership_tier_role_has_agency'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('ends_on__isnull', True)), fields=('user', 'agency', 'role'), name='membership_open_once_at_agency'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('agency__isnull', True), ('ended_at__isnull', True), ('ends_on__isnull', True)), fields=('user', 'role'), name='membership_open_once_of_mall'),
        ),
        migrations.AddIndex(
            model_name='citizenprofile',
            index=models.Index(django.db.models.functions.text.Lower('full_name'), name='profile_name'),
        ),
        migrations.AddConstraint(
            model_name='rolechange',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='rolechange_second_person'),
        ),
        migrations.AddConstraint(
            model_name='rolechange',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'confirmed', 'refused'])), name='rolechange_status_known'),
        ),
        migrations.AddConstraint(
            model_name='rolechange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['grant', 'move', 'end', 'deactivate', 'reactivate'])), name='rolechange_kind_known'),
        ),
    ]
