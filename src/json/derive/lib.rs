//! `#[derive(FromJson)]`: how a type is read, in as little code as can be. All that does not depend on the type is in
//! `crate::json`; what is made here are names, places and how they become the type. docs/decisions/0017 says why.

mod attributes;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, FieldsNamed, Ident, Result, Variant, parse_macro_input, parse_quote};

use attributes::{Attributes, Usual, local};

/// `Reader::object` notes in one number which of them were there.
const MOST_FIELDS: usize = 64;

#[proc_macro_derive(FromJson, attributes(serde, read_with))]
pub fn derive_from_json(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    implement(input).unwrap_or_else(Error::into_compile_error).into()
}

fn implement(mut input: DeriveInput) -> Result<TokenStream> {
    let all = Attributes::of(&input.attrs)?;
    let read = match &input.data {
        Data::Struct(data) if data.fields.len() > MOST_FIELDS => {
            return Err(Error::new(input.ident.span(), format!("at most {MOST_FIELDS} fields can be read")));
        }
        _ if all.try_from.is_some() => converted(&all),
        Data::Struct(data) => structure(&input.ident, &data.fields, &all)?,
        Data::Enum(data) => choice(&input.ident, data.variants.iter().collect(), &all)?,
        Data::Union(_) => return Err(Error::new(input.ident.span(), "a union cannot be read")),
    };
    let parameters: Vec<_> = input.generics.type_params().map(|parameter| parameter.ident.clone()).collect();
    let bounds = &mut input.generics.make_where_clause().predicates;
    bounds.extend(
        parameters.iter().map(|parameter| -> syn::WherePredicate { parse_quote!(#parameter: crate::json::FromJson) }),
    );
    let (name, (generics, arguments, bounds)) = (&input.ident, input.generics.split_for_impl());
    Ok(quote! {
        impl #generics crate::json::FromJson for #name #arguments #bounds {
            fn from_json(reader: &mut crate::json::Reader<'_>) -> crate::json::Result<Self> {
                #read
            }
        }
    })
}

fn converted(all: &Attributes) -> TokenStream {
    let flat = &all.try_from;
    quote! {
        let flat = <#flat as crate::json::FromJson>::from_json(reader)?;
        ::core::convert::TryFrom::try_from(flat).map_err(|error| crate::json::Error::refused(&error))
    }
}

fn structure(name: &Ident, fields: &Fields, all: &Attributes) -> Result<TokenStream> {
    match fields {
        Fields::Unit => Ok(quote! { reader.nothing(concat!("unit struct ", stringify!(#name))).map(|()| Self) }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Ok(quote! { crate::json::FromJson::from_json(reader).map(Self) })
        }
        Fields::Unnamed(_) => Err(Error::new(name.span(), "a tuple of several cannot be read")),
        Fields::Named(fields) if all.default.is_some() => in_place(&format!("struct {name}"), fields, all),
        Fields::Named(fields) => object(&format!("struct {name}"), &quote! { Self }, fields, all),
    }
}

/// Something usual into which is laid what is there.
fn in_place(kind: &str, fields: &FieldsNamed, all: &Attributes) -> Result<TokenStream> {
    let (mut names, mut places) = (Vec::new(), Vec::new());
    for field in &fields.named {
        let ident = field.ident.as_ref();
        names.push(name(&Attributes::of(&field.attrs)?, all, ident));
        places.push(quote! { &mut crate::json::Kept(&mut whole.#ident) });
    }
    Ok(quote! {
        let mut whole = <Self as ::core::default::Default>::default();
        reader.object(#kind, &[#(#names),*], &mut [#(#places),*])?;
        Ok(whole)
    })
}

/// A place for each field, then all of it in one.
fn object(kind: &str, made: &TokenStream, fields: &FieldsNamed, all: &Attributes) -> Result<TokenStream> {
    let (mut names, mut locals, mut places, mut parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (n, field) in fields.named.iter().enumerate() {
        let (ident, local, said) = (field.ident.as_ref(), local(n), Attributes::of(&field.attrs)?);
        names.push(name(&said, all, ident));
        let usual = match &said.default {
            None => None,
            Some(Usual::Default) => Some(quote! { ::core::default::Default::default() }),
            Some(Usual::Made(made)) => Some(quote! { #made() }),
        };
        let (start, place, part) = match (usual, &said.read_with) {
            (Some(usual), None) => (usual, quote! { crate::json::Kept(&mut #local) }, quote! { #local }),
            (Some(usual), Some(read)) => {
                (usual, quote! { crate::json::ReadWith(&mut #local, #read) }, quote! { #local })
            }
            (None, _) => (quote! { None }, quote! { #local }, quote! { crate::json::filled(#local) }),
        };
        locals.push(quote! { let mut #local = #start; });
        places.push(quote! { &mut #place });
        parts.push(quote! { #ident: #part });
    }
    Ok(quote! {
        #(#locals)*
        reader.object(#kind, &[#(#names),*], &mut [#(#places),*])?;
        Ok(#made { #(#parts),* })
    })
}

fn name(said: &Attributes, all: &Attributes, ident: Option<&Ident>) -> String {
    ident.map(|ident| said.name(all, ident)).unwrap_or_default()
}

fn choice(name: &Ident, variants: Vec<&Variant>, all: &Attributes) -> Result<TokenStream> {
    let mut names = Vec::new();
    for variant in &variants {
        names.push(Attributes::of(&variant.attrs)?.name(all, &variant.ident));
    }
    let kind = format!("enum {name}");
    let last = variants.len().saturating_sub(1);
    let numbers = (0..variants.len()).map(|n| {
        if n == last {
            quote! { _ }
        } else {
            quote! { #n }
        }
    });
    if variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)) {
        let made = variants.iter().map(|variant| &variant.ident);
        return Ok(quote! {
            Ok(match reader.plain_variant(#kind, &[#(#names),*])? { #(#numbers => Self::#made),* })
        });
    }
    let mut made = Vec::new();
    for variant in &variants {
        made.push(held(name, variant)?);
    }
    Ok(quote! {
        let (number, holds) = reader.variant(#kind, &[#(#names),*])?;
        let value = match number { #(#numbers => #made),* };
        reader.leave_variant(holds)?;
        Ok(value)
    })
}

fn held(name: &Ident, variant: &Variant) -> Result<TokenStream> {
    let ident = &variant.ident;
    match &variant.fields {
        Fields::Unit => Ok(quote! {{ reader.holds_nothing(holds)?; Self::#ident }}),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Ok(quote! {{ crate::json::must_hold(holds)?; Self::#ident(crate::json::FromJson::from_json(reader)?) }})
        }
        Fields::Unnamed(_) => Err(Error::new(ident.span(), "a variant of several cannot be read")),
        Fields::Named(fields) => {
            let kind = format!("struct variant {name}::{ident}");
            let read = object(&kind, &quote! { Self::#ident }, fields, &Attributes::default())?;
            Ok(quote! {{ crate::json::must_hold(holds)?; let value: crate::json::Result<Self> = { #read }; value? }})
        }
    }
}
