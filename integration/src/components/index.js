export { default as Gallery } from './Gallery.astro';
export { default as Video } from './Video.astro';
export { default as VideoCaption } from './VideoCaption.astro';
export { default as VideoLink } from './VideoLink.astro';
export { default as VideoThumbnail } from './VideoThumbnail.astro';
export { default as VideoTitle } from './VideoTitle.astro';
