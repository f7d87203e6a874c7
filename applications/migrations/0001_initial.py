

import django.db.models.deletion
import django.db.models.functions.text
import foundation.registry.numbers
import foundation.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('documents', '0001_initial'),
        ('services', '0001_initial'),
        ('sla', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=40, null=True, unique=True)),
                ('tracking_code', models.CharField(max_length=11, null=True, unique=True)),
                ('applicant_name', models.CharField(blank=True, help_text='As sent; names stay searchable.', max_length=300)),
                ('identity', foundation.vault.fields.SealedJSONField(default=dict, editable=True, help_text="The applicant's profile as it was when sent.")),
                ('answers', foundation.vault.fields.SealedJSONField(default=dict, editable=True, help_text='Draft: as typed. Sent: clean values by field key.')),
                ('status', models.CharField(choices=[('draft', 'Draf'), ('submitted', 'Terkirim'), ('in_review', 'Dalam verifikasi'), ('needs_correction', 'Perlu perbaikan'), ('approved', 'Disetujui'), ('issued', 'Selesai'), ('rejected', 'Ditolak'), ('withdrawn', 'Dibatalkan'), ('lapsed', 'Kedaluwarsa')], default='draft', max_length=20)),
                ('channel', models.CharField(choices=[('online', 'Daring'), ('counter', 'Loket'), ('kiosk', 'Kios'), ('paper', 'Kertas')], default='online', max_length=10)),
                ('version', models.PositiveIntegerField(default=0, help_text='Grows with every change; a stale page is refused.')),
                ('created_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('complete_at', models.DateTimeField(help_text='The receipt from which the promise counts.', null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('lapses_at', models.DateTimeField(help_text='When an unanswered return ends the file.', null=True)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='accounts.citizenprofile')),
                ('dependant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.dependant')),
                ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='services.standard')),
                ('timer', models.OneToOneField(help_text="The service's promise.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sla.timer')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('replaced_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='applications.application')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.requirement')),
            ],
            options={
                'ordering': ['requirement__order', 'version'],
            },
        ),
        migrations.CreateModel(
            name='FormerAnswers',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answers', foundation.vault.fields.SealedJSONField(default=dict, editable=True)),
                ('replaced_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_answers', to='applications.application')),
            ],
            options={
                'verbose_name_plural': 'former answers',
                'ordering': ['replaced_at'],
            },
        ),
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('permit', 'Izin atau surat yang diterbitkan portal ini'), ('outside', 'Produk yang diterbitkan instansi dan dicatat di sini')], max_length=10)),
                ('number', models.CharField(max_length=80)),
                ('code', models.CharField(default=foundation.registry.numbers.new_public_code, max_length=26, unique=True)),
                ('product', models.CharField(max_length=250)),
                ('holder_name', models.CharField(max_length=150)),
                ('issued_on', models.DateField()),
                ('valid_until', models.DateField(help_text='None: no end date.', null=True)),
                ('state', models.CharField(choices=[('valid', 'Berlaku')], default='valid', max_length=10)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='permit', to='applications.application')),
                ('document', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('opened_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(null=True)),
                ('decision', models.CharField(blank=True, choices=[('passed', 'Diteruskan'), ('returned', 'Dikembalikan untuk perbaikan'), ('approved', 'Disetujui'), ('rejected', 'Ditolak'), ('closed', 'Ditutup tanpa putusan')], max_length=10)),
                ('opinion', models.CharField(blank=True, choices=[('for', 'Mendukung'), ('against', 'Tidak mendukung')], max_length=10)),
                ('reason', foundation.vault.fields.SealedTextField(default='', editable=True)),
                ('legal_ground', models.CharField(blank=True, max_length=250)),
                ('decided_at', models.DateTimeField(null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='applications.application')),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.tier')),
                ('timer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sla.timer')),
            ],
            options={
                'ordering': ['opened_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('value', models.CharField(choices=[('fits', 'Sesuai'), ('mend', 'Perlu diperbaiki'), ('not_needed', 'Tidak diperlukan')], max_length=12)),
                ('note', foundation.vault.fields.SealedTextField(default='', editable=True)),
                ('attachment', models.ForeignKey(help_text='The version judged.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.attachment')),
                ('field', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.formfield')),
                ('requirement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='services.requirement')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='applications.review')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['status', 'created_at'], name='application_status'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(django.db.models.functions.text.Lower('applicant_name'), name='application_name'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('status', 'needs_correction')), fields=['lapses_at'], name='application_lapses'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'in_review', 'needs_correction', 'approved', 'issued', 'rejected', 'withdrawn', 'lapsed'])), name='application_status_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), models.Q(('number__isnull', False), ('tracking_code__isnull', False)), _connector='OR'), name='application_sent_has_number'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', True), ('dependant__isnull', True), _connector='OR'), name='application_one_behalf'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('application', 'requirement', 'version'), name='attachment_version_once'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('application', 'requirement'), name='attachment_one_current'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'permit')), fields=('number',), name='permit_number_once'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['permit', 'outside'])), name='permit_kind_known'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('decision', '')), fields=['tier'], name='review_open'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('application', 'tier', 'round'), name='review_round_once'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('application', 'tier'), name='review_one_open_per_tier'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['', 'passed', 'returned', 'approved', 'rejected', 'closed'])), name='review_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['', 'closed']), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='review_decision_has_decider'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('claimed_by__isnull', True), ('claimed_at__isnull', False), _connector='OR'), name='review_claim_has_time'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'rejected'), _negated=True), models.Q(('legal_ground', ''), _negated=True), _connector='OR'), name='review_rejection_has_ground'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), ('decided_by', models.F('claimed_by')), _connector='OR'), name='review_decided_by_claimant'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('review', 'requirement'), name='verdict_once_per_requirement'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.UniqueConstraint(fields=('review', 'field'), name='verdict_once_per_field'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('field__isnull', True), ('requirement__isnull', False)), models.Q(('field__isnull', False), ('requirement__isnull', True)), _connector='OR'), name='verdict_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='verdict',
            constraint=models.CheckConstraint(condition=models.Q(('value__in', ['fits', 'mend', 'not_needed'])), name='verdict_value_known'),
        ),
    ]
