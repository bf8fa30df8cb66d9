export { TasksScreen as default } from '../../src/feature/task/tasks-screen.tsx';
