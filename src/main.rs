//! Temporary.
use mingbai::output::{Output, Sink};
use std::sync::Mutex;
struct Mem(Mutex<(usize, usize)>);
impl Sink for Mem { fn accept(&self, o: Output) { let mut m=self.0.lock().unwrap(); m.0+=1; m.1+=o.bytes().len(); if let Some(d)=std::option_env!("X") { let _=d; } } }
fn main(){
    let root = std::env::args().nth(1).unwrap();
    let mem = Mem(Mutex::new((0,0)));
    let o = mingbai::model::Overrides::default();
    let b = mingbai::build::build(std::path::Path::new(&root), &o, mingbai::render::Options::default(), &mem);
    for d in b.problems.iter().take(20) { println!("{:?}", d); }
    println!("{} problems", b.problems.len());
    println!("{:?} {:?} planning {:?}", b.stages, mem.0.lock().unwrap(), b.rendered.planning);
}
