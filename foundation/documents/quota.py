from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class UploadQuota(FileUploadHandler):
    """Stops reading a request whose files together pass UPLOAD_MAX_BYTES, whatever its Content-Length says.

    First of FILE_UPLOAD_HANDLERS: the ones after it then drop what they had begun to write.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            raise RequestDataTooBig("The files of one request pass UPLOAD_MAX_BYTES.")
        return raw_data

    def file_complete(self, file_size):
        return None
