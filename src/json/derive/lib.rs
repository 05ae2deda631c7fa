//! `#[derive(FromJson)]` and `#[derive(ToJson)]`: how a type is read and written, in as little code as can be. All that does
//! not depend on the type is in `crate::json`; what is made here are names, places and how they become the type.
//! docs/decisions/0017 says why.

mod attributes;
mod reading;
mod writing;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error, Path, Result, WherePredicate, parse_macro_input, parse_quote};

#[proc_macro_derive(FromJson, attributes(serde, read_with))]
pub fn derive_from_json(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let method = reading::method(&input);
    implement(&parse_quote!(crate::json::FromJson), input, method)
}

#[proc_macro_derive(ToJson, attributes(serde))]
pub fn derive_to_json(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let method = writing::method(&input);
    implement(&parse_quote!(crate::json::ToJson), input, method)
}

/// The trait for the type, if it is there for all that the type is made of.
fn implement(of: &Path, mut input: DeriveInput, method: Result<TokenStream>) -> proc_macro::TokenStream {
    let method = method.unwrap_or_else(Error::into_compile_error);
    let parameters: Vec<_> = input.generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    let bounds = &mut input.generics.make_where_clause().predicates;
    bounds.extend(parameters.iter().map(|parameter| -> WherePredicate { parse_quote!(#parameter: #of) }));
    let (name, (generics, arguments, bounds)) = (&input.ident, input.generics.split_for_impl());
    quote! { impl #generics #of for #name #arguments #bounds { #method } }.into()
}
