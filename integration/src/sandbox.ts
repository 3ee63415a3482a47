export * from 'api-video-sandbox';
