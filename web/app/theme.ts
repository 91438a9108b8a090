import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Petrol. White on shade 7 and 8, and shade 4 on the dark ground, exceed 4.5:1. */
const petrol: MantineColorsTuple = [
  '#eaf5f5',
  '#d3e7e9',
  '#a9d0d4',
  '#7dbac0',
  '#56a3ab',
  '#378f98',
  '#217e88',
  '#146f79',
  '#0a5f68',
  '#064c54',
];

const warmGray: MantineColorsTuple = [
  '#faf9f7',
  '#f5f3f0',
  '#ebe8e3',
  '#dedad3',
  '#c9c3ba',
  '#a69f95',
  '#6d665e',
  '#575149',
  '#39352f',
  '#24211d',
];

const warmDark: MantineColorsTuple = [
  '#dedbd6',
  '#c4c0ba',
  '#a8a39c',
  '#78726b',
  '#4d4944',
  '#3d3a35',
  '#2a2825',
  '#1d1c1a',
  '#171614',
  '#100f0e',
];

const systemFont =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  colors: { petrol, gray: warmGray, dark: warmDark },
  black: '#24211d',
  fontFamily: systemFont,
  fontFamilyMonospace:
    'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.6', lg: '1.6', xl: '1.5' },
  headings: {
    fontFamily: systemFont,
    fontWeight: '650',
    textWrap: 'pretty',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.3125rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.4' },
      h4: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Nothing that is written here is kept by the browser, unless a field says otherwise (ANONYMITY 64).
    TextInput: { defaultProps: { size: 'md', autoComplete: 'off' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md', autoComplete: 'off' } },
    Select: { defaultProps: { size: 'md', autoComplete: 'off' } },
    TagsInput: { defaultProps: { size: 'md', autoComplete: 'off' } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg' },
      styles: { title: { fontWeight: 650, fontSize: '1.1875rem' } },
    },
    Drawer: { styles: { title: { fontWeight: 650 } } },
    // Still, also where motion is welcome: a page that loads should not flicker.
    Skeleton: { defaultProps: { animate: false } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** Where Mantine's own text colours fall short of 4.5:1 on these grounds. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-error': '#b42318',
    '--mantine-color-placeholder': colors.gray[6],
    '--mantine-color-dimmed': colors.gray[6],
    '--mantine-color-petrol-light': '#e2f0f1',
    '--mantine-color-orange-light': '#fff0df',
    '--mantine-color-green-light-color': '#1c6b2c',
    '--mantine-color-orange-light-color': '#8a3a08',
    '--mantine-color-red-light-color': '#9b1c1c',
    '--mantine-color-yellow-light-color': '#6f5200',
    '--mantine-color-orange-text': '#9a3f06',
    '--mantine-color-red-text': '#b42318',
    '--mantine-color-green-text': '#1c6b2c',
  },
  dark: {
    '--mantine-color-error': '#ff9c94',
    '--mantine-color-placeholder': colors.dark[2],
    '--mantine-color-dimmed': colors.dark[2],
    // Calmer than Mantine's: a notice, not an alarm.
    '--mantine-color-orange-light': '#3a2616',
    '--mantine-color-orange-light-color': '#ffc58a',
    '--mantine-color-red-light': '#3f211f',
    '--mantine-color-red-light-color': '#ffb8b2',
    '--mantine-color-petrol-light': '#14353a',
    '--mantine-color-petrol-light-color': '#a9d0d4',
    '--mantine-color-green-light': '#1a3321',
    '--mantine-color-green-light-color': '#9fd8ac',
  },
});
