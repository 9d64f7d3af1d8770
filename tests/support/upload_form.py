"""A form with files, sent as a browser without scripts does."""


def upload(client, path, fields, file=None, csrf=None, site="same-origin"):
    """Send the fields of a page's form, and a file: its name and its bytes."""
    fields = {"csrf": client.csrf if csrf is None else csrf, **fields}
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    name, data = file or ("", b"")
    parts.append(f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data)
    body = b"".join(b"--xx\r\n" + part + b"\r\n" for part in parts) + b"--xx--\r\n"
    return client.ask("POST", path, body, Sec_Fetch_Site=site, Content_Type="multipart/form-data; boundary=xx")
