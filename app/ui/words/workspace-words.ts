// The words of the workspace in both its languages.
import { vi } from './workspace.ts';
import { en } from './workspace-en.ts';

export const workspaceWords = { vi, en };
