

import django.db.models.deletion
import foundation.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('audit', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.CharField(blank=True, max_length=254)),
                ('channel', models.CharField(max_length=20)),
                ('audience', models.CharField(blank=True, help_text='Whose words are used, see messages.register.', max_length=40)),
                ('link', models.CharField(blank=True, max_length=200)),
                ('message', foundation.vault.fields.SealedJSONField(default=None, editable=True, null=True)),
                ('state', models.CharField(choices=[('pending', 'Menunggu dikirim'), ('sent', 'Terkirim'), ('kept', 'Disimpan, belum ada gerbang pengirim'), ('failed', 'Gagal dikirim')], default='pending', max_length=10)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.entry')),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['next_try_at'], name='notification_due'), models.Index(fields=['recipient', 'channel', '-created_at'], name='notification_inbox')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('recipient__isnull', False)), fields=('recipient', 'entry', 'channel'), name='notification_once_per_person'), models.UniqueConstraint(condition=models.Q(('recipient__isnull', True)), fields=('address', 'entry', 'channel'), name='notification_once_per_address'), models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'sent', 'kept', 'failed'])), name='notification_state_known'), models.CheckConstraint(condition=models.Q(('recipient__isnull', False), models.Q(('address', ''), _negated=True), _connector='OR'), name='notification_has_somebody')],
            },
        ),
    ]
