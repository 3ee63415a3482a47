import { type Answer, BodyTooLarge } from '../http/exchange.js';
import type { UploadedFile } from '../http/multipart.js';
import { invalid, jsonAnswer, notFound, problemAnswer } from '../http/problem.js';
import { newVideo } from '../state/new-video.js';
import {
  joined,
  type Received,
  receivedOf,
  receivedWhole,
  type UploadParts,
  type VideoMedia,
} from '../state/video-media.js';
import type { VideoRecord } from '../state/videos.js';
import { announceEncoding } from '../webhooks/encoding-events.js';
import type { World } from '../world.js';
import { type Piece, parseContentRange } from './content-range.js';
import type { Operation } from './operation.js';
import { receive, roomLeft, singleFile } from './receive.js';
import { writtenView } from './video-view.js';

const ALREADY = 'The source of the video is already uploaded.';

const alreadyUploaded = (name: 'file' | 'video', title: string) =>
  problemAnswer(400, { type: 'video-source-already-uploaded', title, name });

const open = ({ media }: VideoRecord) => media.kind === 'empty' || media.kind === 'uploading';

/** `POST /videos/{videoId}/source`: a whole file, or one piece of it. */
export const uploadSource: Operation = async (world, request, { videoId = '' }) => {
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  if (!open(video)) return alreadyUploaded('file', ALREADY);
  const piece = parseContentRange(request.headers['content-range']);
  if (!piece) return wrongRange();
  const file = singleFile(await receive(world, request));
  return 'title' in file ? problemAnswer(400, file) : addPiece(world, videoId, piece, file.bytes);
};

/** `POST /upload?token=`: needs an upload token instead of the key; the first piece makes the video. */
export const uploadWithToken: Operation = async (world, request) => {
  if (!world.uploadTokens.valid(request.url.searchParams.get('token') ?? '')) return notFound('token');
  const piece = parseContentRange(request.headers['content-range']);
  if (!piece) return wrongRange();
  const body = await receive(world, request);
  const file = singleFile(body);
  if ('title' in file) return problemAnswer(400, file);
  const { videoId } = body.fields;
  const video = videoId === undefined ? newVideo(world, { title: titleOf(file) }) : world.videos.get(videoId);
  if (!video) return notFound('videoId');
  if (!open(video)) return alreadyUploaded('video', `The video ${video.videoId} has already been uploaded.`);
  world.videos.put(video);
  return addPiece(world, video.videoId, piece, file.bytes);
};

/** Some clients send a path, of either kind: its folders are nobody's business. */
const titleOf = ({ name }: UploadedFile) => name.split(/[\\/]/).at(-1) || 'upload';

const wrongRange = () =>
  problemAnswer(
    400,
    invalid('Content-Range', 'The value must be "part <part>/<total>" or "bytes <from>-<to>/<total>".'),
  );

function addPiece(world: World, videoId: string, piece: Piece, bytes: Buffer): Answer {
  if (piece.unit === 'bytes' && piece.size !== bytes.length) return wrongRange();
  if (bytes.length > roomLeft(world)) throw new BodyTooLarge('Other uploads took the room that was left.');
  // Read again: other pieces may have arrived while this body was read.
  const video = world.videos.get(videoId);
  if (!video) return notFound('videoId');
  if (!open(video)) return alreadyUploaded('file', ALREADY);
  const media = withPiece(video.media, piece, bytes, world.clock());
  const updated = { ...video, media, updatedAt: world.clock() };
  world.videos.put(updated);
  announceEncoding(world, videoId, media);
  return jsonAnswer(201, writtenView(world, updated));
}

function withPiece(media: VideoMedia, piece: Piece, bytes: Buffer, now: number): VideoMedia {
  const arrived = (file: Buffer, received: Received): VideoMedia => ({
    kind: 'file',
    file,
    arrivedAt: now,
    by: 'upload',
    received,
  });
  if (piece.unit === 'whole') return arrived(bytes, receivedWhole(bytes.length));
  const parts: UploadParts =
    media.kind === 'uploading' && media.parts.unit === piece.unit
      ? media.parts
      : { unit: piece.unit, received: new Map(), total: null };
  parts.received.set(piece.at, bytes);
  parts.total = piece.total ?? parts.total;
  const file = joined(parts);
  return file ? arrived(file, receivedOf(parts)) : { kind: 'uploading', parts };
}
