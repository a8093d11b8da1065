-- An account on a site of the office's own is called as the site, and not as the user who signs in there.
update accounts.account set handle = split_part(handle, '@', 2)
where network = 'wordpress' and handle like '%@%';
update accounts.account
set handle = case network
  when 'brave' then 'search.brave.com' when 'gdelt' then 'gdeltproject.org' else 'news.google.com' end
where network in ('brave', 'gdelt', 'google-news');
