//! Part of a course that is checked as if it were alone, by a thread of its own, and put together with the rest again.

use super::Context;

impl<'a> Context<'a> {
    /// The same before anything of a part was read: what all parts are judged by is shared.
    pub(in crate::check) fn apart(&self) -> Self {
        Self {
            house_sources: self.house_sources.clone(),
            house_facts: self.house_facts.clone(),
            house_support: self.house_support.clone(),
            house_terms: self.house_terms.clone(),
            house_frameworks: self.house_frameworks.clone(),
            house_people: self.house_people.clone(),
            house_themes: self.house_themes.clone(),
            house_variables: self.house_variables.clone(),
            told: self.told.apart(),
            roles: self.roles.clone(),
            reading: self.reading.apart(),
            language: self.language.clone(),
            easy_there: self.easy_there.clone(),
            translation: self.translation.clone(),
            ..Self::new(self.input, self.options)
        }
    }

    /// Takes in parts in their order. Gives whether it could: not where a part has to be judged by what stands in those
    /// before it, and then nothing is taken in.
    pub(in crate::check) fn join(&mut self, mut parts: Vec<Self>) -> bool {
        if parts.iter().any(|part| part.has_lost() || part.looked_back) || !self.join_ids(&mut parts) {
            return false;
        }
        for part in parts {
            self.take_in(part);
        }
        true
    }

    /// Takes in the ids of all parts, unless one is used twice or a service was to be told of twice.
    fn join_ids(&mut self, parts: &mut [Self]) -> bool {
        let mut all = self.ids.clone();
        let mut unchecked = self.unchecked.clone();
        for part in parts {
            let mut own = std::mem::take(&mut part.ids).into_iter();
            if !own.all(|(id, place)| all.insert(id, place).is_none())
                || part.unchecked.iter().any(|id| unchecked.contains(id))
            {
                return false;
            }
            unchecked.extend(part.unchecked.iter().cloned());
        }
        (self.ids, self.unchecked) = (all, unchecked);
        true
    }

    fn take_in(&mut self, mut part: Self) {
        let found = self.found.len();
        part.page_titles.iter_mut().for_each(|title| title.found += found);
        self.page_titles.append(&mut part.page_titles);
        self.found.append(&mut part.found);
        // Of maps, `append` would lay out the whole anew for each part.
        self.sources.extend(part.sources);
        self.gaps.extend(part.gaps);
        self.told.used.extend(part.told.used);
        self.roles_used.append(&mut part.roles_used);
        self.media_used.append(&mut part.media_used);
        self.page_links.append(&mut part.page_links);
        self.asked.append(&mut part.asked);
        self.facts_shown.extend(part.facts_shown);
        self.easy_of.extend(part.easy_of);
        // In the order of first use.
        for (all, own) in [(&mut self.cited, part.cited), (&mut self.termed, part.termed)] {
            own.into_iter().for_each(|id| {
                if !all.contains(&id) {
                    all.push(id);
                }
            });
        }
        for own in part.support_used {
            if self.support_used.iter().all(|used| used.id != own.id) {
                self.support_used.push(own);
            }
        }
        self.page = part.page.or_else(|| self.page.take());
    }
}
