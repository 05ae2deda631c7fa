import './style.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { watchErrors } from './shell/errors.ts';
import { followTheme } from './shell/theme.ts';
import { watchBackButton } from './ui/leaving.ts';

watchErrors();
followTheme();
watchBackButton();

const root = document.getElementById('app');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
