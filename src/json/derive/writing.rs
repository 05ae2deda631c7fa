//! `ToJson::to_json` of a type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Error, Fields, FieldsNamed, Result, Variant};

use super::attributes::Attributes;

pub fn method(input: &DeriveInput) -> Result<TokenStream> {
    let all = Attributes::of(&input.attrs)?;
    let written = match &input.data {
        Data::Struct(data) => structure(input, &data.fields, &all)?,
        Data::Enum(data) => choice(data, &all)?,
        Data::Union(_) => return Err(Error::new(input.ident.span(), "a union cannot be written")),
    };
    Ok(quote! {
        fn to_json(&self, writer: &mut crate::json::Writer) {
            #written
        }
    })
}

fn structure(input: &DeriveInput, fields: &Fields, all: &Attributes) -> Result<TokenStream> {
    match fields {
        Fields::Unit => Ok(quote! { writer.raw("null"); }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Ok(quote! { crate::json::ToJson::to_json(&self.0, writer); })
        }
        Fields::Unnamed(_) => Err(Error::new(input.ident.span(), "a tuple of several cannot be written")),
        Fields::Named(fields) => {
            let (names, values) = parts(fields, all, true)?;
            Ok(quote! { writer.object(&[#(#names),*], &[#(#values),*]); })
        }
    }
}

/// Names on the wire, and values as `&dyn ToJson`: of `self`, or bound by a match.
fn parts(fields: &FieldsNamed, all: &Attributes, is_of_self: bool) -> Result<(Vec<String>, Vec<TokenStream>)> {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for field in &fields.named {
        let (said, Some(ident)) = (Attributes::of(&field.attrs)?, &field.ident) else { continue };
        let value = if is_of_self {
            quote! { &self.#ident }
        } else {
            quote! { #ident }
        };
        names.push(said.name(all, ident));
        values.push(match (said.is_flat, said.is_left_out_empty) {
            (true, _) => quote! { &crate::json::Flat(#value) },
            (_, true) => quote! { &crate::json::IfAny(#value) },
            _ => value,
        });
    }
    Ok((names, values))
}

fn choice(data: &DataEnum, all: &Attributes) -> Result<TokenStream> {
    let mut arms = Vec::new();
    let is_plain = all.tag.is_none() && data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    for variant in &data.variants {
        let name = Attributes::of(&variant.attrs)?.name(all, &variant.ident);
        let ident = &variant.ident;
        arms.push(if is_plain {
            quote! { Self::#ident => #name }
        } else {
            arm(variant, &name, all)?
        });
    }
    Ok(if is_plain {
        quote! { writer.string(match self { #(#arms),* }); }
    } else {
        quote! { match self { #(#arms),* } }
    })
}

fn arm(variant: &Variant, name: &str, all: &Attributes) -> Result<TokenStream> {
    let ident = &variant.ident;
    match (&variant.fields, &all.tag) {
        (Fields::Unit, None) => Ok(quote! { Self::#ident => writer.string(#name) }),
        (Fields::Unit, Some(tag)) => Ok(quote! { Self::#ident => writer.object(&[#tag], &[&#name]) }),
        (Fields::Unnamed(fields), None) if fields.unnamed.len() == 1 => {
            Ok(quote! { Self::#ident(value) => writer.object(&[#name], &[value]) })
        }
        (Fields::Unnamed(_), _) => Err(Error::new(ident.span(), "this variant cannot be written")),
        (Fields::Named(fields), tag) => {
            let (names, values) = parts(fields, &Attributes::default(), false)?;
            let bound = fields.named.iter().map(|field| &field.ident);
            let pattern = quote! { Self::#ident { #(#bound),* } };
            Ok(match tag {
                Some(tag) => quote! { #pattern => writer.object(&[#tag, #(#names),*], &[&#name, #(#values),*]) },
                None => quote! {
                    #pattern => writer.object(&[#name], &[&crate::json::Fields(&[#(#names),*], &[#(#values),*])])
                },
            })
        }
    }
}
