"""What a hostile or broken client sends to a running service: raw bytes, then well-formed requests of bad content."""

import re
import socket
import time

H = b'Host: x\r\n'
POST = b'POST /api/v1/session HTTP/1.1\r\n' + H + b'Content-Type: application/json\r\n'
GET = b'GET /api/v1/health HTTP/1.1\r\n' + H
SIGN_IN = b'{"email":"nobody@example.org","password":"wrong password"}'

# name, bytes, status
RAW = [
    ('a good request', GET + b'\r\n', 200),
    ('a good body', POST + b'Content-Length: %d\r\n\r\n' % len(SIGN_IN) + SIGN_IN, 401),
    ('a good body in chunks', POST + b'Transfer-Encoding: chunked\r\n\r\n%x\r\n' % len(SIGN_IN) + SIGN_IN
     + b'\r\n0\r\n\r\n', 401),
    ('both lengths (smuggling)', POST + b'Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
     + GET + b'\r\n', 400),
    ('two lengths', POST + b'Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde', 400),
    ('length "+5"', POST + b'Content-Length: +5\r\n\r\nabcde', 400),
    ('length "5abc"', POST + b'Content-Length: 5abc\r\n\r\nabcde', 400),
    ('negative length', POST + b'Content-Length: -5\r\n\r\nabcde', 400),
    ('overflowing length', POST + b'Content-Length: 99999999999999999999999\r\n\r\nabcde', 400),
    ('unknown transfer coding', POST + b'Transfer-Encoding: xchunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n', 501),
    ('overflowing chunk', POST + b'Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabcde\r\n0\r\n\r\n', 400),
    ('chunk without its end', POST + b'Transfer-Encoding: chunked\r\n\r\n5\r\nabcdeXX0\r\n\r\n', 400),
    ('no host', b'GET /api/v1/health HTTP/1.1\r\n\r\n', 400),
    ('two hosts', GET + H + b'\r\n', 400),
    ('header of 1 MiB', GET + b'X: ' + b'a' * (1 << 20) + b'\r\n\r\n', 431),
    ('5000 headers', GET + b'A: b\r\n' * 5000 + b'\r\n', 431),
    ('long target', b'GET /' + b'a' * (1 << 18) + b' HTTP/1.1\r\n' + H + b'\r\n', 431),
    ('blank before the colon', POST + b'Content-Length : 5\r\n\r\nabcde', 400),
    ('bare line feeds', b'GET /api/v1/health HTTP/1.1\nHost: x\n\n', 400),
    ('path traversal', b'GET /../../../../etc/passwd HTTP/1.1\r\n' + H + b'\r\n', 400),
    ('encoded path traversal', b'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n' + H + b'\r\n', 400),
    ('NUL in the path', b'GET /a%00b HTTP/1.1\r\n' + H + b'\r\n', 400),
    ('raw NUL in the path', b'GET /a\0b HTTP/1.1\r\n' + H + b'\r\n', 400),
    ('body over the limit', POST + b'Content-Length: 99999999\r\n\r\nabc', 413),
    ('other expectation', POST + b'Expect: gold\r\nContent-Length: 5\r\n\r\nabcde', 417),
    ('HTTP/3.0', b'GET /api/v1/health HTTP/3.0\r\n' + H + b'\r\n', 505),
    ('a TLS hello', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n', 400),
    ('CONNECT', b'CONNECT example.org:443 HTTP/1.1\r\n' + H + b'\r\n', 400),
    ('a method that the route has not', b'DELETE /api/v1/health HTTP/1.1\r\n' + H + b'\r\n', 405),
    ('no such route', b'GET /api/v1/nowhere HTTP/1.1\r\n' + H + b'\r\n', 404),
    ('a route that needs an account', b'GET /api/v1/projects HTTP/1.1\r\n' + H + b'\r\n', 401),
    ('a token that is none', b'GET /api/v1/projects HTTP/1.1\r\n' + H + b'Authorization: Bearer \xff\xfe\r\n\r\n', 401),
    ('a cookie that is none', b'GET /api/v1/projects HTTP/1.1\r\n' + H + b'Cookie: serow_session=' + b'a' * 4000
     + b'\r\n\r\n', 401),
    ('JSON cut short', POST + b'Content-Length: 8\r\n\r\n{"email"', 400),
    ('JSON that is no UTF-8', POST + b'Content-Length: 14\r\n\r\n{"email":"\xff\xfe"}', 400),
    ('JSON 100 000 deep', POST + b'Content-Length: 100000\r\n\r\n' + b'[' * 100000, 400),
    ('JSON of another form', POST + b'Content-Length: 2\r\n\r\n[]', 400),
]


def talk(port, data, patience_s=5):
    """The answer's status, 0 for a connection closed without one, and how many answers came."""
    heard = b''
    with socket.create_connection(('127.0.0.1', port), patience_s) as s:
        s.settimeout(patience_s)
        try:
            s.sendall(data)
        except OSError:
            pass  # refused before all was sent: the answer is there
        try:
            while b'\r\n\r\n' not in heard and (piece := s.recv(65536)):
                heard += piece
            s.settimeout(0.3)  # is there a second answer?
            while piece := s.recv(65536):
                heard += piece
        except OSError:
            pass
    status = int(heard[9:12]) if heard.startswith(b'HTTP/1.') else 0
    return status, len(re.findall(rb'HTTP/1\.[01] \d{3} ', heard))


def check_raw(port, fault):
    for name, data, wanted in RAW:
        status, answers = talk(port, data)
        if status != wanted:
            fault(f'{name}: {status}, not {wanted}')
        if answers > 1:
            fault(f'{name}: {answers} answers to one request')
    print(f'{len(RAW)} raw requests')


def check_slow(port, fault):
    """Five hundred connections that say nothing do not keep others out; half a header is not waited for forever."""
    idle = [socket.create_connection(('127.0.0.1', port), 5) for _ in range(500)]
    slow = socket.create_connection(('127.0.0.1', port), 5)
    slow.sendall(b'GET /api/v1/health HTTP/1.1\r\nHost:')
    begun = time.monotonic()
    if talk(port, GET + b'\r\n')[0] != 200:
        fault('with 500 idle connections the service does not answer')
    for s in idle:
        s.close()
    slow.settimeout(30)
    try:
        while slow.recv(4096):
            pass
        print(f'half a header is given up after {time.monotonic() - begun:.0f} s')
    except OSError:
        fault('a connection with half a header is still open after 30 s')
    slow.close()


def check_contents(client, media, fault):
    """Well-formed requests of bad content. `media`: a readable photo's id."""
    from service import Refused

    project, nobody = client.project, '/projects/01890000-0000-7000-8000-000000000000'
    upload = client.new_upload('hostile')
    digest, other = 'ab' * 32, 'cd' * 32

    def file(**changes):
        return {'files': [{'path': 'a.jpg', 'bytes': 5, 'sha256': digest, **changes}]}

    cases = [
        ('POST', upload + '/files', file(path='../a.jpg'), 422),
        ('POST', upload + '/files', file(path='/etc/passwd'), 422),
        ('POST', upload + '/files', file(path='a/../../b'), 422),
        ('POST', upload + '/files', file(path=''), 422),
        ('POST', upload + '/files', file(path='a\0b'), 422),
        ('POST', upload + '/files', file(path='x' * 5000), 422),
        ('POST', upload + '/files', file(bytes=-1), 422),
        ('POST', upload + '/files', file(bytes=1 << 62), (413, 422)),
        ('POST', upload + '/files', file(bytes=1.5), 422),
        ('POST', upload + '/files', file(sha256='zz' * 32), 422),
        ('POST', upload + '/files', file(modifiedAt='yesterday'), 422),
        ('POST', upload + '/files', file(colour='red'), 422),
        ('POST', upload + '/files', {'files': []}, 422),
        ('POST', upload + '/files', {'files': [1, 2]}, 422),
        ('POST', nobody + '/uploads', {'locationID': client.location}, 404),
        ('GET', project + '/media?cursor=%27;drop%20table%20media--', None, (400, 422)),
        ('GET', project + '/media?limit=0', None, (400, 422)),
        ('GET', project + '/media?limit=99999999999999999999', None, (400, 422)),
        ('GET', project + '/media?from=not-a-time', None, (400, 422)),
        ('GET', project + '/media/not-an-id', None, 404),
        ('GET', '/taxa?q=', None, (400, 422)),
        ('GET', '/taxa?q=' + '%25' * 200, None, (200,)),
        ('POST', project + '/locations', {'locationName': 'x', 'latitude': 91, 'longitude': 0}, 422),
        ('POST', project + '/locations', {'locationName': 'x', 'latitude': 'north', 'longitude': 0}, 422),
        ('POST', project + '/areas', {'name': 'x', 'geometry': {'type': 'Polygon', 'coordinates': [[[0, 0]]]}}, 422),
        ('POST', project + '/answers', {'mediaIDs': [media], 'observations': []}, 422),
        ('POST', project + '/answers', {'mediaIDs': [media], 'observations': [{'observationType': 'ghost'}]}, 422),
        ('POST', project + '/answers', {'mediaIDs': [media], 'observations': [
            {'observationType': 'animal', 'bbox': [0.5, 0.5, 2, -1]}]}, 422),
        ('POST', project + '/answers', {'mediaIDs': [media], 'observations': [
            {'observationType': 'animal', 'scientificName': 'a\0b'}]}, 422),
    ]
    for method, path, body, wanted in cases:
        wanted = wanted if isinstance(wanted, tuple) else (wanted,)
        try:
            client.ask(method, path, body)
            status = 200
        except Refused as refused:
            status = refused.status
        if status not in wanted:
            fault(f'{method} {path[-60:]} {str(body)[:100]}: {status}, not {wanted}')

    def status_of(content):
        item = client.announce(upload, {'a.jpg': (b'12345', other)})[0]
        try:
            client.send(upload, item, content)
            return 200
        except Refused as refused:
            return refused.status

    for content, wanted in [(b'54321', 460), (b'1', 460), (b'1234567890', 409), (b'', 460)]:
        if (status := status_of(content)) != wanted:
            fault(f'{content!r} sent for other bytes: {status}, not {wanted}')

    for ranges, wanted in [('bytes=0-9', 206), ('bytes=99999999999-', 416), ('bytes=5-2', 200), ('lines=1-2', 200),
                           ('bytes=' + ','.join(f'{i}-{i}' for i in range(1000, 1500)), 200), ('bytes=-0', 416)]:
        status = range_status(client, f'/api/v1{project}/media/{media}/content', ranges)
        if status != wanted:
            fault(f'Range: {ranges[:40]}: {status}, not {wanted}')
    print(f'{len(cases) + 10} requests of bad content')


def range_status(client, path, ranges):
    import http.client

    connection = http.client.HTTPConnection('127.0.0.1', client.service.port, timeout=30)
    connection.request('GET', path, headers={'Authorization': 'Bearer ' + client.token, 'Range': ranges})
    status = connection.getresponse().status
    connection.close()
    return status
