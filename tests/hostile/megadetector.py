"""Is a document MegaDetector batch output of format version 1.6? https://lila.science/megadetector-output-format"""

import re


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def check_categories(faults, document, name):
    categories = document.get(name, {})
    if not isinstance(categories, dict):
        faults.append(f'{name} is no object')
        return {}
    for key, word in categories.items():
        if not re.fullmatch(r'0|[1-9]\d*', key) or not isinstance(word, str) or not word.strip():
            faults.append(f'{name} has {key!r}: {word!r}')
    return categories


def check_detection(faults, where, detection, categories, classes, video):
    if detection.get('category') not in categories:
        faults.append(f'{where}: a category that is not listed')
    if not number(detection.get('conf')) or not 0 <= detection['conf'] <= 1:
        faults.append(f'{where}: conf {detection.get("conf")}')
    box = detection.get('bbox')
    if not isinstance(box, list) or len(box) != 4 or not all(number(v) and 0 <= v <= 1 for v in box):
        faults.append(f'{where}: bbox {box}')
    elif box[0] + box[2] > 1.0002 or box[1] + box[3] > 1.0002:  # four decimals each
        faults.append(f'{where}: bbox {box} leaves the picture')
    scores = []
    for pair in detection.get('classifications', []):
        if len(pair) != 2 or pair[0] not in classes or not number(pair[1]) or not 0 <= pair[1] <= 1:
            faults.append(f'{where}: classification {pair}')
        else:
            scores.append(pair[1])
    if scores != sorted(scores, reverse=True):
        faults.append(f'{where}: classifications are not in descending order')
    if video and not whole(detection.get('frame_number')):
        faults.append(f'{where}: a video\'s detection without frame_number')


def faults_of(document):
    """Sentences, none where the document holds to the format."""
    faults = []
    info = document.get('info')
    if not isinstance(info, dict) or not isinstance(info.get('format_version'), str):
        faults.append('info.format_version is no string')
    elif info['format_version'] != '1.6':
        faults.append(f'format_version {info["format_version"]}')
    if 'detection_categories' not in document:
        faults.append('no detection_categories')
    categories = check_categories(faults, document, 'detection_categories')
    classes = check_categories(faults, document, 'classification_categories')
    if not set(document.get('classification_category_descriptions', {})) <= set(classes):
        faults.append('a description of a class that is not listed')
    images = document.get('images')
    if not isinstance(images, list):
        return faults + ['images is no list']
    seen = set()
    for image in images:
        where = image.get('file')
        if not isinstance(where, str) or not where or where.startswith('/') or '\\' in where or where in seen:
            faults.append(f'file {where!r}')
        seen.add(where)
        failure, detections = image.get('failure'), image.get('detections')
        if failure is not None:
            if not isinstance(failure, str) or not failure.strip() or detections is not None:
                faults.append(f'{where}: failure {failure!r} with detections {detections!r}')
            continue
        if not isinstance(detections, list):
            faults.append(f'{where}: detections is no list')
            continue
        video = 'frame_rate' in image or 'frames_processed' in image
        if video:
            if not number(image.get('frame_rate')) or not image['frame_rate'] > 0:
                faults.append(f'{where}: frame_rate {image.get("frame_rate")}')
            frames = image.get('frames_processed')
            if not isinstance(frames, list) or not all(whole(f) and f >= 0 for f in frames):
                faults.append(f'{where}: frames_processed {frames}')
        for detection in detections:
            check_detection(faults, where, detection, categories, classes, video)
    return faults
