// The contents list stands open where there is room beside the text; everything works without this.
const contents = document.querySelector('.toc details')
if (contents && matchMedia('(min-width: 64em)').matches) contents.open = true
