export { default as Gallery } from './Gallery.astro';
export { default as Video } from './Video.astro';
